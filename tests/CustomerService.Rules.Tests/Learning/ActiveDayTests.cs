using CustomerService.Learning.Rules;

namespace CustomerService.Rules.Tests.Learning;

public sealed class ActiveDayTests
{
    private static readonly DateTime Now = new(2026, 11, 30, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Reports_add_up()
    {
        var day = Day();
        day.Count(30, Now);
        day.Count(12, Now.AddSeconds(30));

        Assert.Equal((42, Now.AddSeconds(30)), (day.Seconds, day.LastAtUtc));
    }

    [Theory]
    [InlineData(-5, 0), InlineData(0, 0), InlineData(30, 30), InlineData(31, 30), InlineData(int.MaxValue, 30)]
    public void A_report_adds_half_a_minute_at_most(int reported, int counted)
    {
        var day = Day();
        day.Count(reported, Now);

        Assert.Equal(counted, day.Seconds);
    }

    [Fact]
    public void Two_open_pages_count_once_and_a_clock_that_goes_back_counts_nothing()
    {
        var day = Day();
        day.Count(30, Now);
        day.Count(30, Now.AddSeconds(1));
        day.Count(30, Now.AddSeconds(-60));

        Assert.Equal(31, day.Seconds);
    }

    [Fact]
    public void A_day_holds_eight_hours_at_most()
    {
        var day = Day();
        for (var i = 0; i < 1000; i++)
        {
            day.Count(30, Now.AddSeconds(30 * i));
        }

        Assert.Equal(8 * 60 * 60, day.Seconds);
    }

    private static ActiveDay Day() => new(Guid.CreateVersion7(), new DateOnly(2026, 11, 30));
}
