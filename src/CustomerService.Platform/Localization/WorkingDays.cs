namespace CustomerService.Platform.Localization;

/// <summary>Days on which people work: neither a day off of the week nor a holiday.</summary>
/// <param name="holidays">See <see cref="HolidayList"/>.</param>
/// <param name="weekend">Days off of every week; at most three.</param>
public sealed class WorkingDays(HolidayList holidays, IReadOnlySet<DayOfWeek> weekend)
{
    /// <summary>Most days off in a week.</summary>
    public const int MaxWeekend = 3;

    /// <summary>Every day is one.</summary>
    public static WorkingDays Every { get; } = new(HolidayList.None, new HashSet<DayOfWeek>());

    private readonly IReadOnlySet<DayOfWeek> _weekend = weekend.Count <= MaxWeekend ? weekend : throw new ArgumentException("A week needs working days.", nameof(weekend));

    public bool IsWorkingDay(DateOnly day) => !_weekend.Contains(day.DayOfWeek) && !holidays.Contains(day);

    /// <summary>The day itself, or the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day) => Step(day, 1, including: true);

    /// <summary>The working day that is so many working days after a day, or before it where negative; 0 gives <see cref="OnOrAfter"/>.</summary>
    public DateOnly Add(DateOnly day, int days)
    {
        if (days == 0)
        {
            return OnOrAfter(day);
        }

        for (var left = Math.Abs(days); left > 0; left--)
        {
            day = Step(day, Math.Sign(days), including: false);
        }

        return day;
    }

    private DateOnly Step(DateOnly day, int step, bool including)
    {
        day = including ? day : day.AddDays(step);
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(step);
        }

        return day;
    }
}
