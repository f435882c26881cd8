using CustomerService.People.Access;
using CustomerService.People.Text;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Controls;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People.Settings;

internal static class OfficeSettings
{
    /// <summary>The page of settings, and People's own sections.</summary>
    public static void AddOfficeSettings(this IServiceCollection services)
    {
        services.AddSingleton<SettingsEntries>();
        services.AddScoped<ViewSettings>();
        services.AddScoped<ChangeSettings>();
        services.AddSettings(new SettingsEntry(
            SettingsSetup.Academy, () => SettingsText.AcademyTitle, () => SettingsText.AcademyLede, IconName.Building, 10, SettingsAccess.Everything, () => new AcademyForm(), typeof(AcademyFields)));
        services.AddSettings(new SettingsEntry(
            LanguageForm.Section, () => SettingsText.LanguageTitle, () => SettingsText.LanguageLede, IconName.Globe, 30, SettingsAccess.Everything, () => new LanguageForm(), typeof(LanguageFields)));
        services.AddSettings(new SettingsEntry(
            AccessForm.Section, () => SettingsText.AccessTitle, () => SettingsText.AccessLede, IconName.Lock, 40, SettingsAccess.Everything, () => new AccessForm(), typeof(AccessFields)));
    }
}
