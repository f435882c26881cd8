using CustomerService.TestKit;

namespace CustomerService.Rules.Tests;

public sealed class FakeClockTests
{
    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var clock = new FakeClock();
        Assert.Equal(new DateTime(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc), clock.NowUtc);
        Assert.Equal(new DateTime(2026, 11, 22, 9, 30, 0, DateTimeKind.Utc), clock.AdvanceDays(1).Advance(TimeSpan.FromHours(1)).NowUtc);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Timers_fire_in_order_at_their_own_times()
    {
        var clock = new FakeClock();
        var start = clock.NowUtc;
        var fired = new List<string>();
        using var every = clock.CreateTimer(_ => fired.Add($"every {(clock.NowUtc - start).Minutes}"), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        using var once = clock.CreateTimer(_ => fired.Add($"once {(clock.NowUtc - start).Minutes}"), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["every 2", "once 3", "every 4"], fired);
        Assert.Equal(start.AddMinutes(5), clock.NowUtc);
    }

    [Fact]
    public async Task Delays_end_when_the_clock_passes_them()
    {
        var clock = new FakeClock();
        var delay = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));
        await delay;
    }
}
