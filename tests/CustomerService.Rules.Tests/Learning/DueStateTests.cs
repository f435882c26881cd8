using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Learning;

public sealed class DueStateTests
{
    // Due on 30 Aban 1405 (21 November 2026): the last second of that day in Tehran is 20:29:59 UTC.
    private static readonly DateTime Due = CivilCalendar.Tehran.DeadlineUtc(new DateOnly(2026, 11, 21));

    [Theory]
    [InlineData("2026-11-14T12:00", DueKind.Ahead, 7)]
    [InlineData("2026-11-20T20:29", DueKind.Ahead, 1)] // 23:59 in Tehran the day before
    [InlineData("2026-11-20T20:30", DueKind.Today, 0)] // midnight in Tehran
    [InlineData("2026-11-21T20:29", DueKind.Today, 0)]
    [InlineData("2026-11-21T20:30", DueKind.Overdue, 1)]
    [InlineData("2026-12-01T08:00", DueKind.Overdue, 10)]
    public void Days_are_those_of_Tehran(string nowUtc, DueKind kind, int days)
    {
        var now = DateTime.SpecifyKind(DateTime.Parse(nowUtc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

        Assert.Equal(new DueState(kind, days, Due), DueState.Of(Due, now, CivilCalendar.Tehran));
    }

    [Theory]
    [InlineData("2026-11-20T18:30", DueKind.Today)] // midnight in Kolkata
    [InlineData("2026-11-21T18:29", DueKind.Today)]
    [InlineData("2026-11-21T18:30", DueKind.Overdue)]
    public void Days_are_those_of_the_calendar_that_is_given(string nowUtc, DueKind kind)
    {
        var kolkata = new CivilCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        var now = DateTime.SpecifyKind(DateTime.Parse(nowUtc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

        Assert.Equal(kind, DueState.Of(kolkata.DeadlineUtc(new DateOnly(2026, 11, 21)), now, kolkata).Kind);
    }

    [Fact]
    public void Without_a_date_nothing_is_due() => Assert.Equal(DueState.None, DueState.Of(null, Due, CivilCalendar.Tehran));
}
