using CustomerService.Platform.Localization;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerService.Rules.Tests.Text;

public sealed class JalaliDateTests
{
    [Theory]
    [InlineData(1399), InlineData(1403), InlineData(1408), InlineData(1412), InlineData(1416), InlineData(1420)]
    [InlineData(1424), InlineData(1428), InlineData(1432), InlineData(1436), InlineData(1441)]
    public void Leap_years_end_on_30_Esfand(int year)
    {
        Assert.True(JalaliDate.IsLeapYear(year));
        Assert.Equal(30, JalaliDate.DaysInMonth(year, 12));
        Assert.True(JalaliDate.IsValid(year, 12, 30));
        Assert.Equal(new JalaliDate(year + 1, 1, 1), new JalaliDate(year, 12, 30).AddDays(1));
    }

    [Theory]
    [InlineData(1400), InlineData(1401), InlineData(1402), InlineData(1404), InlineData(1405), InlineData(1406), InlineData(1407)]
    public void Other_years_end_on_29_Esfand_and_1404_is_one_of_them_against_the_2820_year_rule(int year)
    {
        Assert.False(JalaliDate.IsLeapYear(year));
        Assert.Equal(29, JalaliDate.DaysInMonth(year, 12));
        Assert.False(JalaliDate.TryCreate(year, 12, 30, out _));
        Assert.Equal(new JalaliDate(year + 1, 1, 1), new JalaliDate(year, 12, 29).AddDays(1));
    }

    [Fact]
    public void Leap_years_follow_the_33_year_rule_from_1178_to_1501()
    {
        int[] leapRemainders = [1, 5, 9, 13, 17, 22, 26, 30];
        for (var year = 1178; year <= 1501; year++)
        {
            Assert.Equal(leapRemainders.Contains(year % 33), JalaliDate.IsLeapYear(year));
        }
    }

    [Theory]
    [InlineData(1404, "2025-03-21"), InlineData(1405, "2026-03-21"), InlineData(1406, "2027-03-21")]
    [InlineData(1407, "2028-03-20"), InlineData(1408, "2029-03-20")]
    public void First_of_Farvardin_is_the_known_day(int year, string gregorian)
    {
        var day = Iso(gregorian);
        Assert.Equal(day, new JalaliDate(year, 1, 1).ToDateOnly());
        Assert.Equal(new JalaliDate(year, 1, 1), JalaliDate.From(day));
    }

    [Theory]
    [InlineData("2026-11-21", 1405, 8, 30, DayOfWeek.Saturday)]
    [InlineData("1979-02-11", 1357, 11, 22, DayOfWeek.Sunday)]
    [InlineData("2000-01-01", 1378, 10, 11, DayOfWeek.Saturday)]
    [InlineData("2025-03-20", 1403, 12, 30, DayOfWeek.Thursday)]
    [InlineData("2024-02-29", 1402, 12, 10, DayOfWeek.Thursday)]
    public void Known_days_agree(string gregorian, int year, int month, int day, DayOfWeek weekday)
    {
        var jalali = JalaliDate.From(Iso(gregorian));
        Assert.Equal((year, month, day, weekday), (jalali.Year, jalali.Month, jalali.Day, jalali.DayOfWeek));
    }

    [Fact]
    public void Six_months_have_31_days_and_the_next_five_have_30() =>
        Assert.Equal([31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29], Enumerable.Range(1, 12).Select(month => JalaliDate.DaysInMonth(1405, month)));

    [Theory]
    [InlineData(1405, 0, 1), InlineData(1405, 13, 1), InlineData(1405, 1, 0), InlineData(1405, 1, 32)]
    [InlineData(1405, 7, 31), InlineData(1405, 12, 30), InlineData(0, 1, 1), InlineData(-5, 1, 1), InlineData(9378, 1, 1)]
    public void Days_that_do_not_exist_are_refused(int year, int month, int day)
    {
        Assert.False(JalaliDate.TryCreate(year, month, day, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JalaliDate(year, month, day));
    }

    [Theory]
    [InlineData(1405, 6, 31, 1, 1405, 7, 30)]
    [InlineData(1405, 8, 30, 5, 1406, 1, 30)]
    [InlineData(1403, 12, 30, 12, 1404, 12, 29)]
    [InlineData(1405, 1, 31, -1, 1404, 12, 29)]
    public void Months_are_added_to_the_same_or_the_last_day(int year, int month, int day, int months, int toYear, int toMonth, int toDay) =>
        Assert.Equal(new JalaliDate(toYear, toMonth, toDay), new JalaliDate(year, month, day).AddMonths(months));

    [Fact]
    public void A_certificate_of_a_leap_day_expires_on_29_Esfand() =>
        Assert.Equal(new JalaliDate(1405, 12, 29), new JalaliDate(1403, 12, 30).AddYears(2));

    [Theory]
    [InlineData(1, 1), InlineData(3, 1), InlineData(4, 2), InlineData(6, 2), InlineData(7, 3), InlineData(9, 3), InlineData(10, 4), InlineData(12, 4)]
    public void Quarters_are_the_seasons(int month, int quarter) => Assert.Equal(quarter, new JalaliDate(1405, month, 1).Quarter);

    [Theory]
    [InlineData(1, "فروردین", "Farvardin"), InlineData(2, "اردیبهشت", "Ordibehesht"), InlineData(3, "خرداد", "Khordad")]
    [InlineData(4, "تیر", "Tir"), InlineData(5, "مرداد", "Mordad"), InlineData(6, "شهریور", "Shahrivar")]
    [InlineData(7, "مهر", "Mehr"), InlineData(8, "آبان", "Aban"), InlineData(9, "آذر", "Azar")]
    [InlineData(10, "دی", "Dey"), InlineData(11, "بهمن", "Bahman"), InlineData(12, "اسفند", "Esfand")]
    public void Months_have_their_names_and_are_found_by_them(int month, string fa, string en)
    {
        Assert.Equal(fa, JalaliDate.MonthName(month, Language.Persian));
        Assert.Equal(en, JalaliDate.MonthName(month, Language.English));
        Assert.Equal(month, JalaliDate.MonthOf(fa));
        Assert.Equal(month, JalaliDate.MonthOf(en.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(DayOfWeek.Saturday, "شنبه", "Saturday"), InlineData(DayOfWeek.Sunday, "یکشنبه", "Sunday")]
    [InlineData(DayOfWeek.Monday, "دوشنبه", "Monday"), InlineData(DayOfWeek.Tuesday, "سه\u200Cشنبه", "Tuesday")]
    [InlineData(DayOfWeek.Wednesday, "چهارشنبه", "Wednesday"), InlineData(DayOfWeek.Thursday, "پنجشنبه", "Thursday")]
    [InlineData(DayOfWeek.Friday, "جمعه", "Friday")]
    public void Weekdays_have_their_names(DayOfWeek weekday, string fa, string en)
    {
        Assert.Equal(fa, JalaliDate.WeekdayName(weekday, Language.Persian));
        Assert.Equal(en, JalaliDate.WeekdayName(weekday, Language.English));
    }

    [Fact]
    public void Days_are_ordered()
    {
        var (earlier, later) = (new JalaliDate(1405, 8, 30), new JalaliDate(1405, 9, 1));
        Assert.True(earlier < later && later > earlier && earlier <= later && later >= earlier);
        Assert.Equal("1405/08/30", earlier.ToString());
    }

    [Fact]
    public void Every_day_from_1178_to_1501_survives_the_way_there_and_back()
    {
        var first = new JalaliDate(1178, 1, 1).ToDateOnly();
        var last = new JalaliDate(1501, 12, JalaliDate.DaysInMonth(1501, 12)).ToDateOnly();
        Prop.ForAll(
            Gen.Choose(first.DayNumber, last.DayNumber).ToArbitrary(),
            number =>
            {
                var day = DateOnly.FromDayNumber(number);
                var jalali = JalaliDate.From(day);
                return jalali.ToDateOnly() == day && jalali.AddDays(1) > jalali
                    && InputParser.TryDate(jalali.ToString(), out var read) == jalali.Year >= 1200 && (jalali.Year < 1200 || read == day);
            }).QuickCheckThrowOnFailure();
    }

    private static DateOnly Iso(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
