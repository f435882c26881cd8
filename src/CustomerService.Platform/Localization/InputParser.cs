using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Parses user input: all three digit sets, the separators of both languages, both calendars. Direction marks from pasted
/// text are ignored. All results are in storage form.
/// </summary>
public static partial class InputParser
{
    private const int FirstJalaliYear = 1200;
    private const int LastJalaliYear = 1600;
    private const int FirstGregorianYear = 1800;
    private const int LastGregorianYear = 2500;

    /// <summary>A whole number, with or without thousands separators: ۱٬۲۳۴, 1,234, 1 234, −۵.</summary>
    public static bool TryInteger(string? text, out long value)
    {
        value = 0;
        var number = Plain(text);
        return Grouped().IsMatch(number) && !number.Contains('.', StringComparison.Ordinal)
            && long.TryParse(Ungroup(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// A number as people write it: ۱٬۲۳۴٫۵, 1,234.5, 1.234,5, 1 234,5, ۲/۵, 5. with a sentence's full stop. Of two kinds of marks the
    /// last is the decimal mark. A single comma or point is read by the habit of both languages: a comma before three digits groups
    /// thousands (1,234), any other is a decimal mark (1,5; 0,125), a single point always is (1.234). A slash is a decimal mark between
    /// Persian digits («۲/۵» is two and a half); between Latin ones it may be a fraction and is rejected.
    /// </summary>
    public static bool TryDecimal(string? text, out decimal value)
    {
        value = 0;
        var match = NumberParts().Match(NumberMarks(text));
        return match.Success && Normalized(match.Groups["body"].Value) is { } number
            && decimal.TryParse(match.Groups["sign"].Value + number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// A date in either calendar: numeric year, month and day separated by <c>/ - .</c> or space (the year has four digits
    /// and comes first; in a Jalali date it may come last), or day, month name, year. The year decides the calendar:
    /// 1200–1600 is Jalali, 1800–2500 Gregorian. A date that does not exist (30 Esfand of a non-leap year) is rejected.
    /// </summary>
    public static bool TryDate(string? text, out DateOnly date)
    {
        date = default;
        var plain = Digits.ToAscii(WithoutMarks(text)).Replace('\u060D', '/').Replace('\u2044', '/').Trim();
        if (NumericDate().Match(plain) is { Success: true } numeric)
        {
            var (first, month, last) = (Int(numeric, "first"), Int(numeric, "month"), Int(numeric, "last"));
            return numeric.Groups["first"].Length == 4
                ? numeric.Groups["last"].Length <= 2 && TryDay(first, month, last, out date)
                : numeric.Groups["last"].Length == 4 && last <= LastJalaliYear && TryDay(last, month, first, out date);
        }

        return NamedDate().Match(plain) is { Success: true } named
            && MonthOf(named.Groups["month"].Value, Int(named, "year")) is > 0 and var number
            && TryDay(Int(named, "year"), number, Int(named, "day"), out date);
    }

    /// <summary>An Iranian mobile number, as +989XXXXXXXXX: 0912…, 912…, 0098 912…, +98 912…, with spaces, dashes or brackets.</summary>
    public static bool TryMobile(string? text, out string mobile)
    {
        var digits = PhoneNoise().Replace(Digits.ToAscii(WithoutMarks(text)), "");
        var match = Mobile().Match(digits);
        mobile = match.Success ? "+98" + match.Groups["subscriber"].Value : "";
        return match.Success;
    }

    /// <summary>
    /// An Iranian national ID (کد ملی): 8 to 10 digits (lost leading zeros are restored), the last of which is the check
    /// digit: with s = Σ dᵢ × (10…2) and r = s mod 11, it is r if r &lt; 2, else 11 − r. Ten equal digits are rejected although
    /// their check digit is valid. The result is ten ASCII digits.
    /// </summary>
    public static bool TryNationalId(string? text, out string nationalId)
    {
        nationalId = "";
        var digits = PhoneNoise().Replace(Digits.ToAscii(WithoutMarks(text)), "");
        if (digits.Length is < 8 or > 10 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        digits = digits.PadLeft(10, '0');
        var remainder = digits.Take(9).Select((digit, index) => (digit - '0') * (10 - index)).Sum() % 11;
        var check = remainder < 2 ? remainder : 11 - remainder;
        if (digits[9] - '0' != check || digits.All(digit => digit == digits[0]))
        {
            return false;
        }

        nationalId = digits;
        return true;
    }

    /// <inheritdoc cref="TryNationalId"/>
    public static bool IsNationalId(string? text) => TryNationalId(text, out _);

    /// <summary>
    /// The format of an e-mail address: one @, a non-empty local part, a domain with a dot, no spaces, at most 254
    /// characters. The result is trimmed, with ASCII digits and the domain in lower case. Whether the mailbox exists is not
    /// checked.
    /// </summary>
    public static bool TryEmail(string? text, out string email)
    {
        email = "";
        var plain = Digits.ToAscii(WithoutMarks(text)).Trim();
        if (plain.Length > 254 || !Email().IsMatch(plain))
        {
            return false;
        }

        var at = plain.IndexOf('@', StringComparison.Ordinal);
        email = plain[..at] + plain[at..].ToLowerInvariant();
        return true;
    }

    private static bool TryDay(int year, int month, int day, out DateOnly date)
    {
        date = default;
        switch (year)
        {
            case >= FirstJalaliYear and <= LastJalaliYear when JalaliDate.TryCreate(year, month, day, out var jalali):
                date = jalali.ToDateOnly();
                return true;
            case >= FirstGregorianYear and <= LastGregorianYear when month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month):
                date = new(year, month, day);
                return true;
            default:
                return false;
        }
    }

    private static int MonthOf(string name, int year) => year <= LastJalaliYear ? JalaliDate.MonthOf(name) : GregorianMonths.Of(name);

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>ASCII digits, sign and point; every thousands separator as a comma.</summary>
    private static string Plain(string? text)
    {
        var result = new StringBuilder(Digits.ToAscii(WithoutMarks(text)).Trim());
        return result
            .Replace('\u066B', '.')
            .Replace('\u066C', ',').Replace('\u060C', ',').Replace('\u2019', ',').Replace('\'', ',')
            .Replace(' ', ',').Replace('\u00A0', ',').Replace('\u202F', ',').Replace('\u2009', ',')
            .Replace('\u2212', '-').Replace('\u2013', '-')
            .ToString();
    }

    /// <summary>What can only be a decimal mark, within this class: a character of the private use area, which nobody types.</summary>
    private const char Decimals = '\uE000';

    /// <summary>What can only group thousands, within this class.</summary>
    private const char Groups = '\uE001';

    /// <summary>A number in ASCII, with <see cref="Decimals"/> and <see cref="Groups"/> where a mark has one meaning, comma and point where
    /// it may have either.</summary>
    private static string NumberMarks(string? text)
    {
        var typed = WithoutMarks(text).Trim();
        var isEastern = typed.Any(c => Digits.IsDigit(c) && !char.IsAsciiDigit(c));
        var result = new StringBuilder(Digits.ToAscii(typed))
            .Replace('\u066B', Decimals).Replace('\u060D', Decimals)
            .Replace('\u066C', Groups).Replace('\u2019', Groups).Replace('\'', Groups)
            .Replace(' ', Groups).Replace('\u00A0', Groups).Replace('\u202F', Groups).Replace('\u2009', Groups)
            .Replace('\u060C', ',')
            .Replace('\u2212', '-').Replace('\u2013', '-');
        return (isEastern ? result.Replace('/', Decimals) : result).ToString();
    }

    /// <returns>Digits with at most one point; null where the marks fit no reading.</returns>
    private static string? Normalized(string body)
    {
        var (commas, points) = (body.Count(c => c == ','), body.Count(c => c == '.'));
        var isGrouped = body.Contains(Groups, StringComparison.Ordinal);
        char? mark = body.Contains(Decimals, StringComparison.Ordinal) ? Decimals
            : commas > 0 && points > 0 ? body[body.LastIndexOfAny([',', '.'])]
            : points == 1 ? '.'
            : commas == 1 && (isGrouped || !ThousandsByComma().IsMatch(body)) ? ','
            : null;
        var at = mark is { } decimalMark ? body.LastIndexOf(decimalMark) : body.Length;
        var (whole, fraction) = (body[..at], at < body.Length ? body[(at + 1)..] : "");
        return (whole.Length == 0 || Thousands().IsMatch(whole)) && fraction.All(char.IsAsciiDigit) && (fraction.Length > 0) == (at < body.Length)
            ? $"{(whole.Length == 0 ? "0" : new string([.. whole.Where(char.IsAsciiDigit)]))}.{(fraction.Length == 0 ? "0" : fraction)}"
            : null;
    }

    private static string Ungroup(string number) => number.Replace(",", "", StringComparison.Ordinal);

    /// <summary>Without direction marks, isolates, joiners and the byte order mark.</summary>
    private static string WithoutMarks(string? text)
    {
        var result = new StringBuilder(text?.Length ?? 0);
        foreach (var character in text ?? "")
        {
            if (character is not ((>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\u061C' or '\uFEFF'))
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    [GeneratedRegex(@"^[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?|\.[0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<sign>[+-]?)\uE001?(?<body>[0-9\uE000\uE001,.]*[0-9])[.,]?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberParts();

    /// <summary>Digits, or groups of three with one kind of mark.</summary>
    [GeneratedRegex(@"^([0-9]+|[0-9]{1,3}((\uE001[0-9]{3})+|(,[0-9]{3})+|(\.[0-9]{3})+))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}(,[0-9]{3})+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ThousandsByComma();

    [GeneratedRegex(@"^(?<first>[0-9]{1,4})\s*(?<separator>[-/.\u2013]|\s)\s*(?<month>[0-9]{1,2})\s*\k<separator>\s*(?<last>[0-9]{1,4})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"^([\p{L}\u200C]+[,،]?\s+)?(?<day>[0-9]{1,2})\s+(?<month>[\p{L}\u200C]+)[,،]?\s+(?<year>[0-9]{4})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedDate();

    [GeneratedRegex(@"[\s().\-\u2010-\u2013]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PhoneNoise();

    [GeneratedRegex(@"^(\+98|0098|98)?0?(?<subscriber>9[0-9]{9})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^[^\s@<>()\[\],;:""\\]{1,64}@([\p{L}0-9]([\p{L}0-9-]*[\p{L}0-9])?\.)+[\p{L}0-9]([\p{L}0-9-]*[\p{L}0-9])\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();
}
