namespace CustomerService.Platform.Localization;

/// <summary>Weeks, months and years as a reader's calendar has them, in days of the common <see cref="DateOnly"/>. What these give lies
/// between <see cref="FirstDay"/> and <see cref="LastDay"/>, which can be written and read back in both calendars.</summary>
public static class CalendarRules
{
    /// <summary>1 Farvardin 1200.</summary>
    public static DateOnly FirstDay { get; } = new JalaliDate(1200, 1, 1).ToDateOnly();

    /// <summary>The last day of 1599.</summary>
    public static DateOnly LastDay { get; } = new JalaliDate(1600, 1, 1).ToDateOnly().AddDays(-1);

    /// <summary>A week begins on Saturday in the Jalali calendar, on Monday in the Gregorian one.</summary>
    public static DayOfWeek FirstDayOfWeek(this CalendarKind calendar) => calendar == CalendarKind.Jalali ? DayOfWeek.Saturday : DayOfWeek.Monday;

    /// <summary>The first day of the week of a day.</summary>
    public static DateOnly WeekStart(this CalendarKind calendar, DateOnly day) => day.AddDays(-((day.DayOfWeek - calendar.FirstDayOfWeek() + 7) % 7));

    /// <summary>The first day of the month of a day.</summary>
    public static DateOnly MonthStart(this CalendarKind calendar, DateOnly day) => day.AddDays(1 - calendar.DayOfMonth(day));

    /// <summary>The last day of the month of a day.</summary>
    public static DateOnly MonthEnd(this CalendarKind calendar, DateOnly day) => calendar.MonthStart(day).AddDays(calendar == CalendarKind.Jalali
        ? JalaliDate.DaysInMonth(JalaliDate.From(day).Year, JalaliDate.From(day).Month) - 1
        : DateTime.DaysInMonth(day.Year, day.Month) - 1);

    /// <summary>The first day of the year of a day: 1 Farvardin or 1 January.</summary>
    public static DateOnly YearStart(this CalendarKind calendar, DateOnly day) =>
        calendar == CalendarKind.Jalali ? new JalaliDate(JalaliDate.From(day).Year, 1, 1).ToDateOnly() : new(day.Year, 1, 1);

    /// <summary>The last day of the year of a day.</summary>
    public static DateOnly YearEnd(this CalendarKind calendar, DateOnly day) => calendar.MonthEnd(calendar.AddMonths(calendar.YearStart(day), 11));

    /// <summary>1 to 31.</summary>
    public static int DayOfMonth(this CalendarKind calendar, DateOnly day) => calendar == CalendarKind.Jalali ? JalaliDate.From(day).Day : day.Day;

    /// <summary>The same day in another month, or that month's last; the first or last day there is, if it lies beyond.</summary>
    public static DateOnly AddMonths(this CalendarKind calendar, DateOnly day, int months)
    {
        var moved = calendar == CalendarKind.Jalali ? JalaliDate.From(day).AddMonths(months).ToDateOnly() : day.AddMonths(months);
        return moved < FirstDay ? FirstDay : moved > LastDay ? LastDay : moved;
    }
}
