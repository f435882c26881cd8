using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerService.Platform.Localization;

/// <summary>Holidays, one a line: a date in either calendar (<c>1405/01/13</c>, <c>2026-04-02</c>), or a Jalali day of every year (<c>*/01/13</c>), then a
/// name after a space, comma, semicolon or tab. Digits of every kind; empty lines and those that begin with # say nothing.</summary>
public sealed partial class HolidayList
{
    /// <summary>Most days of every year: more would leave too few to work on.</summary>
    public const int MaxYearly = 60;

    /// <summary>Most lines.</summary>
    public const int MaxLines = 1000;

    private readonly HashSet<(int Month, int Day)> _yearly = [];
    private readonly HashSet<DateOnly> _days = [];

    private HolidayList() { }

    public static HolidayList None { get; } = new();

    /// <summary>Holidays of Iran that have the same Jalali date every year, by the official calendar. Those of the lunar calendar move and depend on the sight of
    /// the moon: the organisation adds them for each year.</summary>
    public static IReadOnlyList<(int Month, int Day, LocalText Name)> OfIran { get; } =
    [
        (1, 1, new("نوروز", "Nowruz")), (1, 2, new("نوروز", "Nowruz")), (1, 3, new("نوروز", "Nowruz")), (1, 4, new("نوروز", "Nowruz")),
        (1, 12, new("روز جمهوری اسلامی", "Islamic Republic Day")), (1, 13, new("روز طبیعت", "Nature Day")),
        (3, 14, new("درگذشت امام خمینی", "Passing of Imam Khomeini")), (3, 15, new("قیام پانزده خرداد", "Uprising of 15 Khordad")),
        (11, 22, new("پیروزی انقلاب اسلامی", "Victory of the Islamic Revolution")), (12, 29, new("ملی‌شدن صنعت نفت", "Nationalisation of the oil industry")),
    ];

    /// <summary>How many days are listed.</summary>
    public int Count => _yearly.Count + _days.Count;

    /// <summary>The holidays of a country as lines of a list.</summary>
    public static string Lines(IEnumerable<(int Month, int Day, LocalText Name)> holidays, Language language) =>
        string.Join('\n', holidays.Select(h => string.Create(CultureInfo.InvariantCulture, $"*/{h.Month:00}/{h.Day:00} {h.Name.In(language)}")));

    /// <summary>Reads a list.</summary>
    /// <param name="badLine">The number of the first line that cannot be read, from 1; <see cref="MaxLines"/> + 1 where there are too many.</param>
    public static bool TryParse(string? text, out HolidayList list, out int badLine)
    {
        (list, badLine) = (new(), 0);
        var lines = (text ?? "").Split('\n');
        if (lines.Length > MaxLines)
        {
            badLine = MaxLines + 1;
            return false;
        }

        foreach (var (index, line) in lines.Index())
        {
            var trimmed = line.Trim().TrimStart('\uFEFF', '\u200E', '\u200F');
            if (trimmed.Length > 0 && trimmed[0] != '#' && !list.Take(trimmed))
            {
                badLine = index + 1;
                return false;
            }
        }

        return true;
    }

    public bool Contains(DateOnly day)
    {
        if (_days.Contains(day))
        {
            return true;
        }

        var date = JalaliDate.From(day);
        return _yearly.Contains((date.Month, date.Day));
    }

    private bool Take(string line)
    {
        var typed = Digits.ToAscii(line.Split([' ', '\t', ',', ';', '،', '؛'], 2)[0]);
        if (Yearly().Match(typed) is { Success: true } yearly)
        {
            var (month, day) = (int.Parse(yearly.Groups["month"].Value, CultureInfo.InvariantCulture), int.Parse(yearly.Groups["day"].Value, CultureInfo.InvariantCulture));
            // 30 Esfand is in leap years alone.
            return month is >= 1 and <= 12 && day >= 1 && day <= (month <= 6 ? 31 : 30) && _yearly.Add((month, day)) | true && _yearly.Count <= MaxYearly;
        }

        return Dated().IsMatch(typed) && InputParser.TryDate(typed, out var date) && _days.Add(date) | true;
    }

    [GeneratedRegex(@"^\*[/-](?<month>\d{1,2})[/-](?<day>\d{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Yearly();

    [GeneratedRegex(@"^\d{4}[/-]\d{1,2}[/-]\d{1,2}$")]
    private static partial Regex Dated();
}
