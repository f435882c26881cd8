using Microsoft.Extensions.Time.Testing;

namespace CustomerService.TestKit;

/// <summary>Fake clocks, which advance only when a test moves them.</summary>
public static class TestClock
{
    /// <summary>A fake clock set to noon of 30 Aban 1405 (21 November 2026) in Tehran.</summary>
    public static FakeTimeProvider Create() => new(new DateTimeOffset(2026, 11, 21, 8, 30, 0, TimeSpan.Zero));

    public static void AdvanceDays(this FakeTimeProvider clock, double days) => clock.Advance(TimeSpan.FromDays(days));
}
