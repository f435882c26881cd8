using Microsoft.Extensions.Configuration;

namespace CustomerService.Platform.Settings;

/// <summary>The configuration source of what the organisation chose. It stands before all others, so that the operator's have the last word.</summary>
internal sealed class SettingsProvider : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Replaces all values and tells whoever watches the options.</summary>
    public void Replace(IReadOnlyDictionary<string, string?> values)
    {
        Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }
}
