using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Settings;

/// <summary>A configuration key that the organisation may set in the office.</summary>
/// <param name="Name">As in <c>appsettings.json</c>: <c>Academy:Name:Fa</c>.</param>
/// <param name="Default">What holds where neither the organisation nor the operator sets it.</param>
public sealed record SettingsKey(string Name, string Default = "")
{
    /// <summary>Whether the value is stored protected, never shown and never audited: it can be replaced only.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the value is the hash of a <see cref="StoredImage"/>.</summary>
    public bool IsImage { get; init; }
}

/// <summary>Keys that are set together, in one form. What is stored of them reaches the options by configuration, below whatever the operator sets
/// there: environment variables, arguments and <c>appsettings.json</c> have the last word.</summary>
/// <param name="Key">Stable, lower-case, at most <see cref="SettingsRecord.MaxKey"/> characters: <c>academy</c>.</param>
public sealed record SettingsSection(string Key, IReadOnlyList<SettingsKey> Keys)
{
    private readonly List<Func<IServiceProvider, IConfiguration, IEnumerable<string>>> _checks = [];

    /// <summary>Checks candidates by the same rules as the options at start.</summary>
    /// <param name="configurationSection">The section that the options are bound to.</param>
    public SettingsSection CheckedAs<TOptions>(string configurationSection)
        where TOptions : class, new()
    {
        _checks.Add((services, candidate) =>
        {
            var options = new TOptions();
            candidate.GetSection(configurationSection).Bind(options);
            return services.GetServices<IValidateOptions<TOptions>>().Select(rule => rule.Validate(Options.DefaultName, options)).Where(r => r.Failed).SelectMany(r => r.Failures ?? []);
        });
        return this;
    }

    /// <summary>What is wrong with a configuration, in the sentences that would stop a start; empty if nothing.</summary>
    internal IReadOnlyList<string> Check(IServiceProvider services, IConfiguration candidate)
    {
        var wrong = new List<string>();
        foreach (var check in _checks)
        {
            try
            {
                wrong.AddRange(check(services, candidate));
            }
            catch (InvalidOperationException e)
            {
                // The binder cannot convert a value.
                wrong.Add(e.Message);
            }
        }

        return wrong;
    }
}
