using CustomerService.People.Rules;
using CustomerService.Platform.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People.Settings;

/// <summary>All sections of settings that the capabilities registered.</summary>
public sealed class SettingsEntries(IEnumerable<SettingsEntry> entries)
{
    private readonly SettingsEntry[] _entries = [.. entries.OrderBy(e => e.Order)];

    /// <summary>What somebody may change, in order.</summary>
    public IReadOnlyList<SettingsEntry> Of(ManagementPermissions permissions) => [.. _entries.Where(e => permissions.MayChange(e.Access))];

    /// <summary>The section with this key; null if there is none.</summary>
    public SettingsEntry? Find(string? key) => Array.Find(_entries, e => e.Key == key);
}

public static class SettingsRegistration
{
    /// <summary>Registers a section of the calling capability with its form.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, SettingsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!services.Any(s => ReferenceEquals(s.ImplementationInstance, entry.Section)))
        {
            services.AddSettingsSection(entry.Section);
        }

        return services.AddSingleton(entry);
    }
}
