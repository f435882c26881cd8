using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Office.Controls;

/// <summary>From one day to another, both included; an end that is null is open.</summary>
public readonly record struct DayRange(DateOnly? From, DateOnly? To)
{
    /// <summary>The month of a day in a calendar.</summary>
    public static DayRange MonthOf(DateOnly day, CalendarKind calendar) => new(calendar.MonthStart(day), calendar.MonthEnd(day));

    /// <summary>The year of a day in a calendar.</summary>
    public static DayRange YearOf(DateOnly day, CalendarKind calendar) => new(calendar.YearStart(day), calendar.YearEnd(day));
}
