using CustomerService.Platform.Localization;

namespace CustomerService.Platform;

/// <summary>A form was filled with values that are no longer the stored ones: see <see cref="Persistence.RecordVersion"/>.</summary>
public abstract record StaleRecord(string Code) : Refusal(Code);

/// <summary>Nobody is on record as having changed it: oneself, in another window.</summary>
public sealed record ChangedMeanwhile() : StaleRecord("changed-meanwhile");

public sealed record ChangedMeanwhileBy(LocalText By, DateTime AtUtc) : StaleRecord("changed-meanwhile-by")
{
    public override IReadOnlyList<object?> Arguments => [By, AtUtc];
}
