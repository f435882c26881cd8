namespace CustomerService.Platform.Localization;

/// <summary>A half-open interval: includes the first instant, excludes the second.</summary>
public readonly record struct UtcSpan(DateTime FromUtc, DateTime ToUtc)
{
    public bool Contains(DateTime instantUtc) => instantUtc >= FromUtc && instantUtc < ToUtc;
}

/// <summary>The instants that a civil day, Jalali month, quarter and year cover in a time zone. Reports and deadlines use these bounds.</summary>
public sealed class CivilCalendar(TimeZoneInfo zone)
{
    /// <summary>Iran: UTC+3:30, without daylight saving since 2022 (earlier instants follow the rules of their year).</summary>
    public static CivilCalendar Tehran { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran"));

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The civil day of an instant.</summary>
    public DateOnly DayOf(DateTime instantUtc) => DateOnly.FromDateTime(ToLocal(instantUtc));

    public JalaliDate JalaliDayOf(DateTime instantUtc) => JalaliDate.From(DayOf(instantUtc));

    /// <summary>The wall-clock time of an instant. An instant of unspecified kind (from the database) is taken as UTC.</summary>
    /// <exception cref="ArgumentException">The instant is of local kind.</exception>
    public DateTime ToLocal(DateTime instantUtc) => TimeZoneInfo.ConvertTimeFromUtc(Utc(instantUtc), Zone);

    /// <summary>The first instant of a civil day.</summary>
    public DateTime StartOfUtc(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock jumped forward at midnight (Iran until 2022), the day starts at 01:00.
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(30);
        }

        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone);
    }

    /// <summary>The last second of a civil day. A deadline "until that day" is this instant: met if done at or before it, and shown as that day.</summary>
    public DateTime DeadlineUtc(DateOnly day) => StartOfUtc(day.AddDays(1)).AddSeconds(-1);

    public UtcSpan Day(DateOnly day) => Span(day, day.AddDays(1));

    /// <summary>Days from one to another, inclusive.</summary>
    public UtcSpan Days(DateOnly first, DateOnly last) => Span(first, last.AddDays(1));

    /// <summary>A Jalali year, which is also the training year: it begins on 1 Farvardin.</summary>
    public UtcSpan JalaliYear(int year) => Months(new(year, 1, 1), 12);

    /// <summary>A quarter (1–4) of a Jalali year.</summary>
    public UtcSpan JalaliQuarter(int year, int quarter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quarter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quarter, 4);
        return Months(new(year, (quarter * 3) - 2, 1), 3);
    }

    public UtcSpan JalaliMonth(int year, int month) => Months(new(year, month, 1), 1);

    private static DateTime Utc(DateTime instant) => instant.Kind == DateTimeKind.Local
        ? throw new ArgumentException("Instants are UTC.", nameof(instant))
        : DateTime.SpecifyKind(instant, DateTimeKind.Utc);

    private UtcSpan Months(JalaliDate first, int count) => Span(first.ToDateOnly(), first.AddMonths(count).ToDateOnly());

    private UtcSpan Span(DateOnly first, DateOnly next) => new(StartOfUtc(first), StartOfUtc(next));
}
