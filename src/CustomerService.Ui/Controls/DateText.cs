using System.Globalization;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Ui.Controls;

/// <summary>The text of a date in a field, as in <see cref="JalaliDateInput"/>: year/month/day in the user's calendar and digits.</summary>
public static class DateText
{
    private static readonly DateOnly Example = new(2026, 11, 21);

    /// <summary>«۱۴۰۵/۰۸/۳۰» or "2026-11-21"; null for no date.</summary>
    public static string? Of(DateOnly? day, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        return day is { } known ? Of(known, formatter.Calendar, formatter.DigitSet) : null;
    }

    /// <summary>How a date may be typed, in both calendars, the reader's first: the hint below a field for one.</summary>
    public static string Examples(LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        return formatter.Say(
            formatter.Calendar == CalendarKind.Jalali ? UiText.DateHintPersian : UiText.DateHintGregorian,
            Of(Example, CalendarKind.Jalali, formatter.DigitSet),
            Of(Example, CalendarKind.Gregorian, formatter.DigitSet));
    }

    private static string Of(DateOnly day, CalendarKind calendar, DigitSet digits)
    {
        var text = calendar == CalendarKind.Jalali
            ? JalaliDate.From(day).ToString()
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return digits == DigitSet.Persian ? Digits.ToPersian(text) : text;
    }
}
