using System.Globalization;

namespace CustomerService.Platform.Localization;

/// <summary>
/// A date in the Solar Hijri (Jalali) calendar, for display and parsing only: dates are stored as <see cref="DateOnly"/>.
/// Years 1–9377; agrees with .NET's PersianCalendar and with ICU (both the 33-year rule) for 1178–1501.
/// </summary>
public readonly record struct JalaliDate : IComparable<JalaliDate>
{
    private const int LastYear = 9377;
    private static readonly PersianCalendar Calendar = new();

    // PersianCalendar recomputes the equinox on every call; the results for the usual years are cached.
    private const int FirstKnownYear = 1300;
    private const int LastKnownYear = 1500;

    /// <summary>Day numbers of 1 Farvardin of the cached years and of the following year.</summary>
    private static readonly int[] NewYears =
        [.. Enumerable.Range(FirstKnownYear, LastKnownYear - FirstKnownYear + 2).Select(year => DateOnly.FromDateTime(Calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0)).DayNumber)];

    private static readonly LocalText[] Months =
    [
        new("فروردین", "Farvardin"), new("اردیبهشت", "Ordibehesht"), new("خرداد", "Khordad"),
        new("تیر", "Tir"), new("مرداد", "Mordad"), new("شهریور", "Shahrivar"),
        new("مهر", "Mehr"), new("آبان", "Aban"), new("آذر", "Azar"),
        new("دی", "Dey"), new("بهمن", "Bahman"), new("اسفند", "Esfand"),
    ];

    private static readonly LocalText[] Weekdays =
    [
        new("یکشنبه", "Sunday"), new("دوشنبه", "Monday"), new("سه‌شنبه", "Tuesday"), new("چهارشنبه", "Wednesday"),
        new("پنجشنبه", "Thursday"), new("جمعه", "Friday"), new("شنبه", "Saturday"),
    ];

    /// <exception cref="ArgumentOutOfRangeException">The date does not exist.</exception>
    public JalaliDate(int year, int month, int day)
    {
        if (!IsValid(year, month, day))
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"{year}/{month}/{day} is not a Jalali day.");
        }

        Year = year;
        Month = month;
        Day = day;
    }

    private JalaliDate(int year, int dayOfYear)
    {
        Year = year;
        (Month, Day) = dayOfYear < 186 ? ((dayOfYear / 31) + 1, (dayOfYear % 31) + 1) : (((dayOfYear - 186) / 30) + 7, ((dayOfYear - 186) % 30) + 1);
    }

    public int Year { get; }

    /// <summary>1 (Farvardin) to 12 (Esfand).</summary>
    public int Month { get; }

    public int Day { get; }

    /// <summary>1 (spring) to 4 (winter).</summary>
    public int Quarter => ((Month - 1) / 3) + 1;

    public DayOfWeek DayOfWeek => ToDateOnly().DayOfWeek;

    public static JalaliDate From(DateOnly day)
    {
        var number = day.DayNumber;
        if (number >= NewYears[0] && number < NewYears[^1])
        {
            var year = Array.BinarySearch(NewYears, number);
            year = year >= 0 ? year : ~year - 1;
            return new(FirstKnownYear + year, number - NewYears[year]);
        }

        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(Calendar.GetYear(midnight), Calendar.GetMonth(midnight), Calendar.GetDayOfMonth(midnight));
    }

    public static bool IsValid(int year, int month, int day) =>
        year is >= 1 and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    public static bool TryCreate(int year, int month, int day, out JalaliDate date)
    {
        var valid = IsValid(year, month, day);
        date = valid ? new(year, month, day) : default;
        return valid;
    }

    public static bool IsLeapYear(int year) => IsKnown(year) ? NewYears[year - FirstKnownYear + 1] - NewYears[year - FirstKnownYear] == 366 : Calendar.IsLeapYear(year);

    /// <summary>31 in the first six months, 30 in the next five, 29 or (leap years) 30 in Esfand.</summary>
    public static int DaysInMonth(int year, int month) => month switch
    {
        <= 6 => 31,
        <= 11 => 30,
        _ => IsLeapYear(year) ? 30 : 29,
    };

    /// <summary>The name of a month, 1 to 12: «آبان» or its usual transliteration, "Aban".</summary>
    public static string MonthName(int month, Language language) => Months[month - 1].In(language);

    /// <summary>The name of a weekday: «شنبه» or "Saturday".</summary>
    public static string WeekdayName(DayOfWeek weekday, Language language) => Weekdays[(int)weekday].In(language);

    /// <summary>The month with this name in either language, ignoring ZWNJ, ي/ك and case, or 0.</summary>
    public static int MonthOf(string name)
    {
        var key = TextNormalizer.CompactKey(name);
        return 1 + Array.FindIndex(Months, month => TextNormalizer.CompactKey(month.Fa) == key || TextNormalizer.CompactKey(month.En) == key);
    }

    public DateOnly ToDateOnly() => IsKnown(Year)
        ? DateOnly.FromDayNumber(NewYears[Year - FirstKnownYear] + (Month <= 7 ? (Month - 1) * 31 : 186 + ((Month - 7) * 30)) + Day - 1)
        : DateOnly.FromDateTime(Calendar.ToDateTime(Year, Month, Day, 0, 0, 0, 0));

    public JalaliDate AddDays(int days) => From(ToDateOnly().AddDays(days));

    /// <summary>The same day in another month; the last day of that month if it is shorter.</summary>
    public JalaliDate AddMonths(int months)
    {
        var index = (Year * 12) + Month - 1 + months;
        var (year, month) = (index / 12, (index % 12) + 1);
        return new(year, month, Math.Min(Day, DaysInMonth(year, month)));
    }

    /// <summary>The same day in another year; 29 Esfand instead of 30 Esfand if that year is not leap.</summary>
    public JalaliDate AddYears(int years) => AddMonths(12 * years);

    public int CompareTo(JalaliDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public static bool operator <(JalaliDate left, JalaliDate right) => left.CompareTo(right) < 0;

    public static bool operator <=(JalaliDate left, JalaliDate right) => left.CompareTo(right) <= 0;

    public static bool operator >(JalaliDate left, JalaliDate right) => left.CompareTo(right) > 0;

    public static bool operator >=(JalaliDate left, JalaliDate right) => left.CompareTo(right) >= 0;

    private static bool IsKnown(int year) => year is >= FirstKnownYear and <= LastKnownYear;

    /// <summary>Year/month/day in ASCII digits: 1405/08/30.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/{Month:00}/{Day:00}");
}
