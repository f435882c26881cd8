using System.Globalization;

namespace CustomerService.Platform.Localization;

internal static class GregorianMonths
{
    private static readonly string[] Persian =
        ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"];

    private static readonly string[] PersianKeys = [.. Persian.Select(TextNormalizer.CompactKey)];

    private static DateTimeFormatInfo English => CultureInfo.InvariantCulture.DateTimeFormat;

    public static string Name(int month, Language language) =>
        language == Language.Persian ? Persian[month - 1] : English.GetMonthName(month);

    /// <summary>The month with this name or English abbreviation, case-insensitive; or 0.</summary>
    public static int Of(string name) => 1 + new[]
    {
        Array.FindIndex(English.MonthNames, month => month.Equals(name, StringComparison.OrdinalIgnoreCase)),
        Array.FindIndex(English.AbbreviatedMonthNames, month => month.Equals(name, StringComparison.OrdinalIgnoreCase)),
        Array.IndexOf(PersianKeys, TextNormalizer.CompactKey(name)),
    }.Max();
}
