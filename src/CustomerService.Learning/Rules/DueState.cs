using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

public enum DueKind
{
    /// <summary>No due date, or nothing left to do.</summary>
    None,
    Ahead,
    Today,
    Overdue,
}

/// <summary>The state of a due date, in calendar days of the academy's time zone.</summary>
/// <param name="Days">Days ahead, or days overdue; 0 otherwise.</param>
public sealed record DueState(DueKind Kind, int Days, DateTime? DueAtUtc)
{
    public static DueState None { get; } = new(DueKind.None, 0, null);

    public static DueState Of(DateTime? dueAtUtc, DateTime nowUtc, CivilCalendar days)
    {
        if (dueAtUtc is not { } due)
        {
            return None;
        }

        var ahead = days.DayOf(due).DayNumber - days.DayOf(nowUtc).DayNumber;
        return ahead switch
        {
            > 0 => new(DueKind.Ahead, ahead, due),
            0 => new(DueKind.Today, 0, due),
            _ => new(DueKind.Overdue, -ahead, due),
        };
    }
}
