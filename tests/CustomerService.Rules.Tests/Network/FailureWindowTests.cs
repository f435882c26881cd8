using System.Net;
using CustomerService.Platform;
using CustomerService.Platform.Network;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Network;

public sealed class FailureWindowTests
{
    [Fact]
    public void A_key_closes_with_the_last_failure_allowed_and_opens_when_its_first_is_old_enough()
    {
        var clock = TestClock.Create();
        var window = new FailureWindow(clock, 3, TimeSpan.FromHours(1));
        Assert.Null(window.Count("a"));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(window.Count("a"));
        Assert.Equal(clock.UtcNow().AddMinutes(30), window.Count("a"));
        Assert.Equal(clock.UtcNow().AddMinutes(30), window.ClosedUntilUtc("a"));
        Assert.Null(window.ClosedUntilUtc("b"));

        clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(window.ClosedUntilUtc("a"));
        Assert.Null(window.Count("a"));
    }

    [Fact]
    public void Tries_while_closed_do_not_keep_it_closed()
    {
        var clock = TestClock.Create();
        var window = new FailureWindow(clock, 2, TimeSpan.FromDays(1), TimeSpan.FromMinutes(15));
        window.Count("a");
        var until = window.Count("a");
        clock.Advance(TimeSpan.FromMinutes(14));

        Assert.Equal(until, window.Count("a"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(window.ClosedUntilUtc("a"));
    }

    [Fact]
    public void It_cannot_be_made_to_grow_without_end()
    {
        var window = new FailureWindow(TestClock.Create(), 1, TimeSpan.FromHours(1));
        foreach (var key in Enumerable.Range(0, 120_000))
        {
            window.Count(key.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.NotNull(window.ClosedUntilUtc("119999"));
        Assert.True(window.Keys <= 50_000);
    }

    [Theory]
    [InlineData("203.0.113.5", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.5", "203.0.113.5")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_address_counts_by_what_one_customer_has(string address, string counted) => Assert.Equal(counted, ClientAddress.Of(IPAddress.Parse(address)));
}
