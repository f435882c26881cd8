using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Formats everything shown to one user. Immutable. Instants are UTC (kind unspecified counts as UTC) and
/// are shown as civil dates and times of <see cref="Days"/>. The results are not for URLs, APIs, logs or the database.
/// </summary>
public sealed class LocalizedFormatter
{
    private const char FirstStrongIsolate = '\u2068';
    private const char LeftToRightIsolate = '\u2066';
    private const char RightToLeftIsolate = '\u2067';
    private const char PopIsolate = '\u2069';
    private const string RightToLeftMark = "\u200F";

    /// <summary>Non-breaking space between a number and its unit.</summary>
    private const string Joint = "\u00A0";

    private static readonly NumberFormatInfo PersianNumbers = NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = "\u066C",
        NumberDecimalSeparator = "\u066B",
        // As in CLDR: the mark keeps the sign to the left of its number in Persian text.
        NegativeSign = "\u200E\u2212",
        NumberNegativePattern = 1,
    });

    private static readonly NumberFormatInfo LatinNumbers = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberNegativePattern = 1 });

    private readonly ArgumentFormatter _arguments;
    private readonly ReaderPhrases _phrases;

    public LocalizedFormatter(Language language, CalendarKind calendar, DigitSet digits, TimeZoneInfo zone)
    {
        Language = language;
        Calendar = calendar;
        DigitSet = digits;
        Days = new(zone);
        _arguments = new(this);
        _phrases = ReaderPhrases.In(language);
    }

    public Language Language { get; }

    public CalendarKind Calendar { get; }

    public DigitSet DigitSet { get; }

    /// <summary>The civil calendar of this formatter's time zone.</summary>
    public CivilCalendar Days { get; }

    private bool IsPersian => Language == Language.Persian;

    /// <summary>A language's default formatter: Jalali dates and Persian digits in Persian, Gregorian and Latin in English; Tehran time in both.</summary>
    public static LocalizedFormatter For(Language language) => language == Language.Persian
        ? new(language, CalendarKind.Jalali, DigitSet.Persian, CivilCalendar.Tehran.Zone)
        : new(language, CalendarKind.Gregorian, DigitSet.Latin, CivilCalendar.Tehran.Zone);

    /// <summary>A whole number with thousands separators: «۱٬۲۳۴» or "1,234".</summary>
    public string Number(long value) => Number(value, 0);

    /// <summary>A number with exactly this many decimals, halves rounded away from zero: «۱٬۲۳۴٫۵» or "1,234.5".</summary>
    public string Number(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, Math.Min(decimals, 28), MidpointRounding.AwayFromZero);
        var format = "N" + decimals.ToString(CultureInfo.InvariantCulture);
        return DigitSet == DigitSet.Persian
            ? Digits.ToPersian(rounded.ToString(format, PersianNumbers))
            : rounded.ToString(format, LatinNumbers);
    }

    /// <summary>A number that identifies rather than counts (a year, an attempt's number): digits only, no separators.</summary>
    public string Ordinal(long value) => DigitsOf(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A fraction (0.84) in per cent: «۸۴٪» or "84%". In Persian a right-to-left mark separates number and sign: otherwise the bidirectional
    /// algorithm (UAX #9, W2 and W5) puts the sign left of the number after a Persian word, and right of it on its own.</summary>
    public string Percent(decimal fraction, int decimals = 0) =>
        Number(fraction * 100, decimals) + (IsPersian ? RightToLeftMark : "") + (DigitSet == DigitSet.Persian ? "٪" : "%");

    /// <inheritdoc cref="Percent(decimal, int)"/>
    public string Percent(double fraction, int decimals = 0) => Percent((decimal)fraction, decimals);

    /// <summary>
    /// An amount with its noun: «۵ دوره», "1 course", "5 courses". The noun is given as <c>one|other</c>; a single form is used for
    /// both, as in Persian, where the noun stays singular after a number.
    /// </summary>
    public string Count(long value, string noun) => Number(value) + Joint + PluralForm(value, noun);

    /// <summary>A range of numbers: «۱۰ تا ۱۵» (a dash would show it reversed) or "10–15".</summary>
    public string Range(long from, long to) => Number(from) + (IsPersian ? " تا " : "–") + Number(to);

    /// <summary>A full date: «شنبه ۳۰ آبان ۱۴۰۵» or "Saturday, 21 November 2026".</summary>
    public string Date(DateOnly day) =>
        JalaliDate.WeekdayName(day.DayOfWeek, Language) + (IsPersian ? " " : ", ") + PlainDate(day, Calendar);

    /// <inheritdoc cref="Date(DateOnly)"/>
    public string Date(DateTime instantUtc) => Date(Days.DayOf(instantUtc));

    /// <summary>A date without weekday: «۳۰ آبان ۱۴۰۵» or "21 November 2026".</summary>
    public string PlainDate(DateOnly day) => PlainDate(day, Calendar);

    /// <inheritdoc cref="PlainDate(DateOnly)"/>
    public string PlainDate(DateTime instantUtc) => PlainDate(Days.DayOf(instantUtc));

    /// <summary>A date for tables: «۱۴۰۵/۰۸/۳۰» or "21 Nov 2026".</summary>
    public string ShortDate(DateOnly day)
    {
        var jalali = Calendar == CalendarKind.Jalali ? JalaliDate.From(day) : default;
        return (IsPersian, Calendar) switch
        {
            (true, CalendarKind.Jalali) => DigitsOf(jalali.ToString()),
            (true, _) => DigitsOf(day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)),
            (false, CalendarKind.Jalali) => PlainDate(day, Calendar),
            _ => DigitsOf(day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)),
        };
    }

    /// <inheritdoc cref="ShortDate(DateOnly)"/>
    public string ShortDate(DateTime instantUtc) => ShortDate(Days.DayOf(instantUtc));

    /// <summary>
    /// A date in both calendars, that of the language first, for certificates: «۳۰ آبان ۱۴۰۵ برابر با ۲۱ نوامبر ۲۰۲۶» or
    /// "21 November 2026 (30 Aban 1405)".
    /// </summary>
    public string BothDates(DateOnly day)
    {
        var (first, second) = IsPersian ? (CalendarKind.Jalali, CalendarKind.Gregorian) : (CalendarKind.Gregorian, CalendarKind.Jalali);
        return Phrase(_phrases.BothDates, PlainDate(day, first), PlainDate(day, second));
    }

    /// <inheritdoc cref="BothDates(DateOnly)"/>
    public string BothDates(DateTime instantUtc) => BothDates(Days.DayOf(instantUtc));

    /// <summary>The month and year of a date: «آبان ۱۴۰۵» or "November 2026".</summary>
    public string Month(DateOnly day) => MonthAndYear(day, Calendar);

    /// <summary>The time of day on a 24-hour clock: «۱۴:۰۵» or "14:05".</summary>
    public string Time(DateTime instantUtc) =>
        DigitsOf(Days.ToLocal(instantUtc).ToString("HH':'mm", CultureInfo.InvariantCulture));

    /// <summary>An instant: «شنبه ۳۰ آبان ۱۴۰۵، ساعت ۱۴:۰۵» or "Saturday, 21 November 2026, 14:05".</summary>
    public string DateAndTime(DateTime instantUtc) =>
        Phrase(_phrases.DateAndTime, Date(instantUtc), Time(instantUtc));

    /// <summary>An instant for tables: «۱۴۰۵/۰۸/۳۰، ۱۴:۰۵» or "21 Nov 2026, 14:05".</summary>
    public string ShortDateAndTime(DateTime instantUtc) =>
        ShortDate(instantUtc) + _phrases.ListSeparator + Time(instantUtc);

    /// <summary>Texts as one list: «الف، ب» or "a, b".</summary>
    public string Join(params IEnumerable<string?> texts) => string.Join(_phrases.ListSeparator, texts);

    /// <summary>A duration in words: «۱ ساعت و ۲۰ دقیقه» or "1 hour 20 minutes". Negative values count as zero.</summary>
    public string Minutes(int minutes)
    {
        var (hours, rest) = Math.DivRem(Math.Max(minutes, 0), 60);
        var hourText = Count(hours, _phrases.Hour);
        var minuteText = Count(rest, _phrases.Minute);
        return (hours, rest) switch
        {
            (0, _) => minuteText,
            (_, 0) => hourText,
            _ => Phrase(_phrases.HoursAndMinutes, hourText, minuteText),
        };
    }

    /// <summary>A duration in words, rounded up to whole minutes, so that one remaining second is not shown as zero.</summary>
    public string Minutes(TimeSpan duration) => Minutes((int)Math.Min(Math.Ceiling(duration.TotalMinutes), int.MaxValue));

    /// <summary>Hours with at most one decimal, for training hours: «۱۲٫۵ ساعت» or "12.5 hours".</summary>
    public string Hours(decimal hours)
    {
        var rounded = decimal.Round(hours, 1, MidpointRounding.AwayFromZero);
        return Number(rounded, rounded == decimal.Truncate(rounded) ? 0 : 1) + Joint + PluralForm(rounded == 1 ? 1 : 2, _phrases.Hour);
    }

    /// <summary>A date relative to another: «امروز», «فردا», «۳ روز دیگر», «۲ روز پیش» or "today", "tomorrow", "in 3 days", "2 days ago".</summary>
    public string RelativeDay(DateOnly day, DateOnly today)
    {
        var days = day.DayNumber - today.DayNumber;
        return days switch
        {
            0 => _phrases.Today,
            1 => _phrases.Tomorrow,
            -1 => _phrases.Yesterday,
            > 0 => Phrase(_phrases.InDays, Count(days, _phrases.Day)),
            _ => Phrase(_phrases.DaysAgo, Count(-(long)days, _phrases.Day)),
        };
    }

    /// <inheritdoc cref="RelativeDay(DateOnly, DateOnly)"/>
    public string RelativeDay(DateTime instantUtc, DateTime nowUtc) => RelativeDay(Days.DayOf(instantUtc), Days.DayOf(nowUtc));

    /// <summary>
    /// The time left until a due date: «امروز», «۳ روز دیگر» and, after it, «۲ روز تأخیر»; "today", "in 3 days",
    /// "2 days overdue".
    /// </summary>
    public string Due(DateOnly day, DateOnly today)
    {
        var late = today.DayNumber - day.DayNumber;
        return late <= 0 ? RelativeDay(day, today) : Phrase(_phrases.DaysLate, Count(late, _phrases.Day));
    }

    /// <inheritdoc cref="Due(DateOnly, DateOnly)"/>
    public string Due(DateTime deadlineUtc, DateTime nowUtc) => Due(Days.DayOf(deadlineUtc), Days.DayOf(nowUtc));

    /// <summary>The text in this formatter's language.</summary>
    public string Text(LocalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(Language);
    }

    /// <summary>
    /// Formats a composite string. Whole numbers get thousands separators, fractions up to two decimals,
    /// <see cref="DateOnly"/> shows a date, a UTC <see cref="DateTime"/> date and time, <see cref="TimeSpan"/> a duration,
    /// <see cref="LocalText"/> the formatter's language; a text that could affect the surrounding direction is isolated.
    /// Format specifiers: <c>{0:short}</c>, <c>{0:plain}</c>, <c>{0:date}</c>, <c>{0:time}</c> for dates; <c>{0:percent}</c> for a
    /// fraction; <c>{0:minutes}</c>, <c>{0:hours}</c> for a number; <c>{0:ordinal}</c> for a number that identifies (no
    /// separators); <c>{0:code}</c> for codes, phones and standards; a digit (<c>{0:1}</c>) for the number of decimals;
    /// <c>{0:?course|courses}</c> for the noun alone, in the form that matches the number.
    /// </summary>
    public string Say([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] arguments) =>
        string.Format(_arguments, format, arguments);

    /// <summary>
    /// Converts the digits of prose to this formatter's digits. With Persian digits, those of Latin words, codes, addresses and
    /// standards («ISO 18295-1:2017») stay Latin.
    /// </summary>
    public string DigitsOf(string text) => DigitSet == DigitSet.Persian ? Digits.ToPersianInText(text) : Digits.ToAscii(text);

    /// <summary>The text in first-strong isolates (U+2068 … U+2069): it keeps its own direction and does not affect the surrounding text.</summary>
    public static string Isolate(string text) => FirstStrongIsolate + text + PopIsolate;

    /// <summary>A code, phone, e-mail or number of a standard: ASCII digits, isolated, always left to right.</summary>
    public static string Code(string text) => LeftToRightIsolate + Digits.ToAscii(text) + PopIsolate;

    /// <summary>
    /// The plural form of a noun for a number, from <c>one|other</c>. In English "one" is for 1; in Persian for 0 and 1 (CLDR); a
    /// single form is used for both.
    /// </summary>
    public string PluralForm(long value, string forms)
    {
        ArgumentNullException.ThrowIfNull(forms);
        var bar = forms.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0)
        {
            return forms;
        }

        var isOne = value == 1 || (IsPersian && value == 0);
        return isOne ? forms[..bar] : forms[(bar + 1)..];
    }

    private static string Phrase(string format, params object[] parts) => string.Format(CultureInfo.InvariantCulture, format, parts);

    private string PlainDate(DateOnly day, CalendarKind calendar)
    {
        var dayOfMonth = calendar == CalendarKind.Jalali ? JalaliDate.From(day).Day : day.Day;
        return Ordinal(dayOfMonth) + Joint + MonthAndYear(day, calendar);
    }

    private string MonthAndYear(DateOnly day, CalendarKind calendar)
    {
        if (calendar == CalendarKind.Jalali)
        {
            var jalali = JalaliDate.From(day);
            return JalaliDate.MonthName(jalali.Month, Language) + " " + Ordinal(jalali.Year);
        }

        return GregorianMonths.Name(day.Month, Language) + " " + Ordinal(day.Year);
    }

    /// <summary>
    /// Isolates a text only if it could affect the surrounding sentence: another direction, or digits in Persian. In a
    /// Persian sentence a text with Persian letters is right to left, even if it begins with a Latin word («ICARE در عمل»).
    /// </summary>
    private string Embed(string text)
    {
        var (hasRightToLeft, hasPersian, hasOther) = (false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isRightToLeft = rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC);
            hasRightToLeft |= isRightToLeft;
            hasPersian |= isRightToLeft && Rune.IsLetter(rune);
            hasOther |= Rune.IsDigit(rune) || (Rune.IsLetter(rune) && !isRightToLeft);
        }

        return IsPersian
            ? !hasOther ? text : hasPersian ? RightToLeftIsolate + text + PopIsolate : Isolate(text)
            : hasRightToLeft ? Isolate(text) : text;
    }

    private sealed class ArgumentFormatter(LocalizedFormatter formatter) : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            null => "",
            string text => format == "code" ? Code(text) : formatter.Embed(text),
            LocalText text => formatter.Embed(formatter.Text(text)),
            DateOnly day => Day(format, day),
            DateTime instant => Instant(format, instant),
            DateTimeOffset instant => Instant(format, instant.UtcDateTime),
            TimeSpan duration => formatter.Minutes(duration),
            byte or sbyte or short or ushort or int or uint or long => Whole(format, Convert.ToInt64(arg, CultureInfo.InvariantCulture)),
            decimal or double or float or ulong => Fraction(format, Convert.ToDecimal(arg, CultureInfo.InvariantCulture)),
            IFormattable other => formatter.Embed(other.ToString(format, CultureInfo.InvariantCulture)),
            _ => formatter.Embed(arg.ToString() ?? ""),
        };

        private string Day(string? format, DateOnly day) => format switch
        {
            "short" => formatter.ShortDate(day),
            "plain" => formatter.PlainDate(day),
            null or "" or "date" => formatter.Date(day),
            _ => throw Unknown(format, "a day"),
        };

        private string Instant(string? format, DateTime instant) => format switch
        {
            "time" => formatter.Time(instant),
            null or "" => formatter.DateAndTime(instant),
            _ => Day(format, formatter.Days.DayOf(instant)),
        };

        private string Whole(string? format, long value) => format switch
        {
            null or "" => formatter.Number(value),
            "ordinal" => formatter.Ordinal(value),
            "minutes" => formatter.Minutes((int)Math.Clamp(value, 0, int.MaxValue)),
            ['?', .. var forms] => formatter.PluralForm(value, forms),
            _ => Fraction(format, value),
        };

        private string Fraction(string? format, decimal value) => format switch
        {
            "percent" => formatter.Percent(value),
            "hours" => formatter.Hours(value),
            [>= '0' and <= '9'] => formatter.Number(value, format[0] - '0'),
            ['?', .. var forms] => formatter.PluralForm(value == 1 ? 1 : 2, forms),
            null or "" => formatter.Number(value, DecimalsOf(value)),
            _ => throw Unknown(format, "a number"),
        };

        private static int DecimalsOf(decimal value)
        {
            var hundredths = decimal.Round(value, 2, MidpointRounding.AwayFromZero) * 100;
            return hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;
        }

        private static FormatException Unknown(string format, string what) =>
            new($"'{format}' is not a format word for {what}.");
    }
}
