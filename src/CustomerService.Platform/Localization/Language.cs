using System.Globalization;

namespace CustomerService.Platform.Localization;

/// <summary>A language of the user interface. Persian is the default.</summary>
public enum Language
{
    Persian,
    English,
}

/// <summary>The calendar in which dates are shown to a user.</summary>
public enum CalendarKind
{
    Jalali,
    Gregorian,
}

/// <summary>The digits in which numbers are shown to a user.</summary>
public enum DigitSet
{
    Persian,
    Latin,
}

/// <summary>Properties of a language: its code, culture and direction.</summary>
public static class Languages
{
    private static readonly CultureInfo PersianCulture = CultureInfo.GetCultureInfo("fa");
    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en");

    /// <summary>Every language, the default first.</summary>
    public static IReadOnlyList<Language> All { get; } = [Language.Persian, Language.English];

    /// <summary>The language of the current request: that of <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public static Language Current => Of(CultureInfo.CurrentUICulture);

    /// <summary>The language code in HTML, URLs and files: <c>fa</c> or <c>en</c>.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.Persian => "fa",
        Language.English => "en",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language of the academy."),
    };

    public static bool IsRightToLeft(this Language language) => language == Language.Persian;

    /// <summary>The value of the HTML <c>dir</c> attribute.</summary>
    public static string Direction(this Language language) => language.IsRightToLeft() ? "rtl" : "ltr";

    /// <summary>The culture for <see cref="CultureInfo.CurrentUICulture"/>; never used for formatting.</summary>
    public static CultureInfo Culture(this Language language) =>
        language == Language.Persian ? PersianCulture : EnglishCulture;

    /// <summary>The other of the two languages.</summary>
    public static Language Other(this Language language) =>
        language == Language.Persian ? Language.English : Language.Persian;

    /// <summary>The language of a culture or of its parents (<c>fa-IR</c> is Persian); any other culture gives Persian, the default.</summary>
    public static Language Of(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return TryParse(culture.TwoLetterISOLanguageName, out var language) ? language : Language.Persian;
    }

    /// <summary>Parses <c>fa</c>, <c>en</c> or a tag that starts with them (<c>fa-IR</c>, <c>en_GB</c>), case-insensitive.</summary>
    public static bool TryParse(string? code, out Language language)
    {
        language = Language.Persian;
        if (string.IsNullOrWhiteSpace(code))
        {
            return false;
        }

        var primary = code.AsSpan().Trim();
        var end = primary.IndexOfAny('-', '_');
        if (end >= 0)
        {
            primary = primary[..end];
        }

        var isEnglish = primary.Equals("en", StringComparison.OrdinalIgnoreCase);
        language = isEnglish ? Language.English : Language.Persian;
        return isEnglish || primary.Equals("fa", StringComparison.OrdinalIgnoreCase);
    }
}
