using System.Globalization;
using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Controls;

/// <summary>The value of a <see cref="JalaliDateInput"/>: year/month/day in the user's calendar and digits.</summary>
public static class DateText
{
    /// <summary>«۱۴۰۵/۰۸/۳۰» or "2026-11-21"; null for no date.</summary>
    public static string? Of(DateOnly? day, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        return day is { } known ? Of(known, formatter.Calendar, formatter.DigitSet) : null;
    }

    internal static string Of(DateOnly day, CalendarKind calendar, DigitSet digits)
    {
        var text = calendar == CalendarKind.Jalali
            ? JalaliDate.From(day).ToString()
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return digits == DigitSet.Persian ? Digits.ToPersian(text) : text;
    }
}
