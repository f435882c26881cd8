using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Text;

public sealed class CivilCalendarTests
{
    private static readonly CivilCalendar Tehran = CivilCalendar.Tehran;

    [Fact]
    public void A_Tehran_day_begins_three_and_a_half_hours_before_the_UTC_day()
    {
        var day = Tehran.Day(new(2026, 11, 21));
        Assert.Equal(Utc(2026, 11, 20, 20, 30, 0), day.FromUtc);
        Assert.Equal(Utc(2026, 11, 21, 20, 30, 0), day.ToUtc);
        Assert.Equal(DateTimeKind.Utc, day.FromUtc.Kind);
    }

    [Fact]
    public void A_deadline_is_the_last_second_of_the_Tehran_day_and_still_shows_as_that_day()
    {
        var deadline = Tehran.DeadlineUtc(new JalaliDate(1405, 8, 30).ToDateOnly());

        Assert.Equal(Utc(2026, 11, 21, 20, 29, 59), deadline);
        Assert.Equal(new JalaliDate(1405, 8, 30), Tehran.JalaliDayOf(deadline));
        Assert.Equal("شنبه ۳۰\u00A0آبان ۱۴۰۵، ساعت ۲۳:۵۹", LocalizedFormatter.For(Language.Persian).DateAndTime(deadline));
    }

    [Theory]
    [InlineData(20, 29, 59, 21), InlineData(20, 30, 0, 22), InlineData(0, 0, 0, 21)]
    public void The_civil_day_changes_at_Tehran_midnight(int hour, int minute, int second, int day) =>
        Assert.Equal(new DateOnly(2026, 11, day), Tehran.DayOf(Utc(2026, 11, 21, hour, minute, second)));

    [Fact]
    public void There_is_no_daylight_saving_since_2022_and_there_was_before()
    {
        Assert.Equal(Utc(2026, 7, 21, 20, 30, 0), Tehran.StartOfUtc(new(2026, 7, 22)));
        Assert.Equal(Utc(2021, 7, 21, 19, 30, 0), Tehran.StartOfUtc(new(2021, 7, 22)));
    }

    [Fact]
    public void A_day_whose_midnight_was_skipped_begins_an_hour_later()
    {
        // 1 Farvardin 1400 + 1: the clock went from 00:00 to 01:00 on 22 March 2021.
        Assert.Equal(Utc(2021, 3, 21, 20, 30, 0), Tehran.StartOfUtc(new(2021, 3, 22)));
        Assert.Equal(new DateOnly(2021, 3, 22), Tehran.DayOf(Utc(2021, 3, 21, 20, 30, 0)));
    }

    [Theory]
    [InlineData(1403, "2024-03-19T20:30:00Z", "2025-03-20T20:30:00Z")]
    [InlineData(1405, "2026-03-20T20:30:00Z", "2027-03-20T20:30:00Z")]
    [InlineData(1407, "2028-03-19T20:30:00Z", "2029-03-19T20:30:00Z")]
    public void The_training_year_begins_on_1_Farvardin(int year, string from, string to) =>
        Assert.Equal(new UtcSpan(Utc(from), Utc(to)), Tehran.JalaliYear(year));

    [Theory]
    [InlineData(1, "2026-03-20T20:30:00Z", "2026-06-21T20:30:00Z")]
    [InlineData(2, "2026-06-21T20:30:00Z", "2026-09-22T20:30:00Z")]
    [InlineData(3, "2026-09-22T20:30:00Z", "2026-12-21T20:30:00Z")]
    [InlineData(4, "2026-12-21T20:30:00Z", "2027-03-20T20:30:00Z")]
    public void Quarters_fill_the_year(int quarter, string from, string to) =>
        Assert.Equal(new UtcSpan(Utc(from), Utc(to)), Tehran.JalaliQuarter(1405, quarter));

    [Fact]
    public void A_month_ends_where_the_next_begins()
    {
        Assert.Equal(new UtcSpan(Utc("2026-10-22T20:30:00Z"), Utc("2026-11-21T20:30:00Z")), Tehran.JalaliMonth(1405, 8));
        Assert.Equal(Tehran.JalaliMonth(1405, 12).ToUtc, Tehran.JalaliMonth(1406, 1).FromUtc);
    }

    [Theory]
    [InlineData(0), InlineData(5)]
    public void There_are_four_quarters(int quarter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tehran.JalaliQuarter(1405, quarter));

    [Fact]
    public void A_span_holds_its_first_instant_and_not_its_last()
    {
        var day = Tehran.Days(new(2026, 11, 21), new(2026, 11, 22));
        Assert.True(day.Contains(day.FromUtc));
        Assert.True(day.Contains(day.ToUtc.AddTicks(-1)));
        Assert.False(day.Contains(day.ToUtc));
        Assert.Equal(TimeSpan.FromDays(2), day.ToUtc - day.FromUtc);
    }

    [Fact]
    public void An_instant_from_the_database_counts_as_UTC_and_a_local_one_is_a_mistake()
    {
        var instant = new DateTime(2026, 11, 21, 20, 30, 0, DateTimeKind.Unspecified);
        Assert.Equal(new DateOnly(2026, 11, 22), Tehran.DayOf(instant));
        Assert.Throws<ArgumentException>(() => Tehran.DayOf(DateTime.SpecifyKind(instant, DateTimeKind.Local)));
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute, int second) =>
        new(year, month, day, hour, minute, second, DateTimeKind.Utc);

    private static DateTime Utc(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
