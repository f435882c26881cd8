namespace CustomerService.Platform.Settings;

/// <summary>What the organisation chose for a section of settings; a section without a row is as it was delivered.</summary>
public sealed class SettingsRecord
{
    /// <summary>Maximum length of a section's key.</summary>
    public const int MaxKey = 40;

    private SettingsRecord() { }

    /// <param name="section">Key of the section.</param>
    public SettingsRecord(string section) => Section = section;

    public string Section { get; private set; } = "";

    /// <summary>Counts the changes, the first is 1: a form that was filled with an earlier version is refused. Never falls, so that the sum of all
    /// versions tells other nodes that something changed.</summary>
    public int Version { get; private set; }

    /// <summary>Configuration keys with their values as a JSON object; secrets are protected.</summary>
    public string Values { get; private set; } = "{}";

    public DateTime ChangedAtUtc { get; private set; }

    /// <summary>Null for the system, such as the demonstration.</summary>
    public Guid? ChangedById { get; private set; }

    internal void Change(string values, Guid? actorId, DateTime atUtc)
    {
        Values = values;
        Version++;
        ChangedById = actorId;
        ChangedAtUtc = atUtc;
    }
}
