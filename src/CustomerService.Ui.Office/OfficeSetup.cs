using CustomerService.Ui.Navigation;
using CustomerService.Ui.Office.Controls;
using CustomerService.Ui.Office.Localization;
using CustomerService.Ui.Office.Panels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace CustomerService.Ui.Office;

public static class OfficeSetup
{
    /// <summary>The office's frame: MudBlazor with our words, and what the layout holds once for a circuit.</summary>
    public static IServiceCollection AddOffice(this IServiceCollection services)
    {
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
        });
        services.Replace(ServiceDescriptor.Transient<ILocalizationInterceptor, OfficeLocalization>());
        services.AddScoped<SidePanel>();
        services.AddScoped<ReasonPrompt>();
        services.AddScoped<LeaveQuestion>();
        services.AddNavigationTarget(NavigationTarget.DesignOffice, _ => OfficeRoutes.Design);
        return services;
    }
}
