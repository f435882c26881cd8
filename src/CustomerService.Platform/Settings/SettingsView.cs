namespace CustomerService.Platform.Settings;

/// <summary>A section as a form shows it.</summary>
/// <param name="Version">The form's; a change from an earlier one is refused.</param>
/// <param name="Values">What holds now by key, whoever set it; of secrets nothing.</param>
/// <param name="SetByOperator">Keys that the operator sets, which cannot be changed here.</param>
/// <param name="SecretsSet">Secret keys that have a value.</param>
public sealed record SettingsView(int Version, IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SetByOperator, IReadOnlySet<string> SecretsSet)
{
    /// <summary>The value of a key; empty for a secret.</summary>
    public string this[SettingsKey key] => Values.GetValueOrDefault(key.Name, "");
}
