using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CustomerService.Ui.Office.Localization;

/// <summary>The words of MudBlazor in the reader's language, English included: of <c>PackageText</c>, whose keys are the package's own without their
/// underscores. A key that it lacks is shown by the package in English; a test finds it first.</summary>
public sealed class OfficeLocalization : ILocalizationInterceptor
{
    /// <inheritdoc/>
    public LocalizedString Handle(string key, params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = PackageText.ResourceManager.GetString(KeyOf(key), Languages.Current.Culture());
        return text is null
            ? new(key, key, resourceNotFound: true)
            : new(key, arguments.Length == 0 ? text : LocalizedFormatter.For(Languages.Current).Say(text, arguments));
    }

    /// <summary>Our key of a key of the package.</summary>
    internal static string KeyOf(string key) => key.Replace("_", "", StringComparison.Ordinal);
}
