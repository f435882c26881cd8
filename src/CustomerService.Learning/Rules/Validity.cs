using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

/// <summary>Whether what a person once completed still counts.</summary>
public enum ValidityState
{
    /// <summary>The course was never completed.</summary>
    None,

    /// <summary>It counts, and its end, if it has one, is not near.</summary>
    Current,

    /// <summary>It counts, and its end is near: it can be renewed.</summary>
    Expiring,

    /// <summary>Its validity has ended: it counts no more until it is renewed.</summary>
    Expired,
}

/// <summary>The only definition of the states of validity, for one moment; pages, filters, figures, exports and messages ask here.
/// Queries compare with the same two instants.</summary>
/// <param name="NowUtc">A validity that ends at or after this instant counts.</param>
/// <param name="NearUtc">A validity that ends at or before this instant is near its end.</param>
public sealed record ValidityMoment(DateTime NowUtc, DateTime NearUtc)
{
    /// <summary>The moment, when whoever completed a course may renew it from so many days before the end on: from the beginning of that
    /// day in the academy's time zone.</summary>
    public static ValidityMoment At(DateTime nowUtc, int renewalDays, CivilCalendar days) => new(nowUtc, days.DeadlineUtc(days.DayOf(nowUtc).AddDays(renewalDays)));

    /// <summary>The state of a completion.</summary>
    /// <param name="validUntilUtc">Its last second; null: without an end.</param>
    public ValidityState StateOf(DateTime? validUntilUtc) =>
        validUntilUtc is not { } end || end > NearUtc ? ValidityState.Current : end >= NowUtc ? ValidityState.Expiring : ValidityState.Expired;

    /// <summary>Whether a completion can be renewed now.</summary>
    /// <param name="openedAtUtc">See <see cref="Completion.RenewalOpenedAtUtc"/>.</param>
    public bool MayRenew(DateTime? validUntilUtc, DateTime? openedAtUtc) => validUntilUtc is not null && (openedAtUtc is not null || StateOf(validUntilUtc) != ValidityState.Current);

    /// <summary>The state of a course of a person.</summary>
    /// <param name="isCompleted">Whether the person ever completed it; then the rest is of the last completion.</param>
    public ValidityState StateOf(bool isCompleted, DateTime? validUntilUtc) => isCompleted ? StateOf(validUntilUtc) : ValidityState.None;
}

/// <summary>How long completions are valid.</summary>
public static class Validity
{
    /// <summary>The last second of validity: the end of the same Jalali day so many months later, or of the last day of a shorter month.</summary>
    /// <param name="months">Null: without an end.</param>
    public static DateTime? EndOf(DateTime completedAtUtc, int? months, CivilCalendar days) => months is { } count
        ? days.DeadlineUtc(days.JalaliDayOf(completedAtUtc).AddMonths(count).ToDateOnly())
        : null;

    /// <summary>When a course of a person is due: as assigned, and once completed at the end of the validity. Who has no date to complete it by
    /// has none to renew it by.</summary>
    public static DateTime? DueUtc(DateTime? assignedDueUtc, bool isCompleted, DateTime? validUntilUtc) =>
        isCompleted && assignedDueUtc is not null && validUntilUtc is not null ? validUntilUtc : assignedDueUtc;

    /// <summary>The first instant at which it can be renewed.</summary>
    public static DateTime RenewalOpensUtc(DateTime validUntilUtc, int renewalDays, CivilCalendar days) => days.StartOfUtc(days.DayOf(validUntilUtc).AddDays(-renewalDays));
}

/// <summary>What a person was told last of the validity of a completion.</summary>
public enum ValidityNotice
{
    None,

    /// <summary>That it ends soon.</summary>
    EndsSoon,

    /// <summary>That it has ended.</summary>
    Ended,
}
