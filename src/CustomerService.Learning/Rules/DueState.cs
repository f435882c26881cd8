using CustomerService.Platform.Text;

namespace CustomerService.Learning.Rules;

public enum DueKind
{
    /// <summary>No due date, or nothing left to do.</summary>
    None,
    Ahead,
    Today,
    Overdue,
}

/// <summary>How a due date stands, in civil days of Tehran.</summary>
/// <param name="Days">Days ahead, or days overdue; 0 otherwise.</param>
public sealed record DueState(DueKind Kind, int Days, DateTime? DueAtUtc)
{
    public static DueState None { get; } = new(DueKind.None, 0, null);

    public static DueState Of(DateTime? dueAtUtc, DateTime nowUtc)
    {
        if (dueAtUtc is not { } due)
        {
            return None;
        }

        var days = CivilCalendar.Tehran.DayOf(due).DayNumber - CivilCalendar.Tehran.DayOf(nowUtc).DayNumber;
        return days switch
        {
            > 0 => new(DueKind.Ahead, days, due),
            0 => new(DueKind.Today, 0, due),
            _ => new(DueKind.Overdue, -days, due),
        };
    }
}
