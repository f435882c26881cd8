using CustomerService.Messages.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Messages;

/// <summary>What becomes of a mail.</summary>
public sealed class DeliveryTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(48);

    [Fact]
    public void A_new_delivery_waits_for_its_first_try()
    {
        var delivery = New();

        Assert.Equal((DeliveryState.Queued, 1, 0), (delivery.State, delivery.Round, delivery.Attempts));
        Assert.True(delivery.IsPending);
        Assert.IsType<DeliveryWaits>(delivery.SendAgain(Noon).Refusal);
    }

    [Fact]
    public void A_server_that_cannot_take_it_is_asked_again_ever_more_seldom_and_in_the_end_no_more()
    {
        var delivery = New();
        var (now, waits) = (Noon, new List<double>());
        while (delivery.Defer("451 busy", TwoDays, now) is { } next)
        {
            Assert.Equal((DeliveryState.Deferred, next), (delivery.State, delivery.NextTryAtUtc));
            waits.Add((next - now).TotalMinutes);
            now = next;
        }

        Assert.Equal([1, 4, 16, 64, 256, 360], waits.Take(6));
        Assert.All(waits.Skip(6), w => Assert.Equal(360, w));
        Assert.Equal((DeliveryState.GivenUp, null), (delivery.State, delivery.NextTryAtUtc));
        Assert.Equal("451 busy", delivery.Reply);
        Assert.True(now <= Noon + TwoDays);
        Assert.False(delivery.IsPending);
    }

    [Fact]
    public void A_link_for_an_hour_is_given_up_within_it()
    {
        var delivery = New();

        Assert.NotNull(delivery.Defer(null, TimeSpan.FromHours(1), Noon));
        Assert.NotNull(delivery.Defer(null, TimeSpan.FromHours(1), Noon.AddMinutes(40)));
        Assert.Null(delivery.Defer(null, TimeSpan.FromHours(1), Noon.AddMinutes(45)));
    }

    [Fact]
    public void Waiting_for_a_server_that_is_away_is_no_try()
    {
        var delivery = New();

        Assert.Equal(Noon.AddMinutes(1), delivery.Postpone("Timeout", Noon.AddMinutes(1), TwoDays, Noon));
        Assert.Equal((DeliveryState.Deferred, 0), (delivery.State, delivery.Attempts));
        Assert.Null(delivery.Postpone("Timeout", Noon.AddHours(50), TwoDays, Noon));
        Assert.Equal(DeliveryState.GivenUp, delivery.State);
    }

    [Fact]
    public void Sending_again_begins_a_round_of_its_own()
    {
        var delivery = New();
        delivery.Refuse("550 5.1.1 no such user", Noon);
        Assert.Equal((DeliveryState.Refused, "550 5.1.1 no such user"), (delivery.State, delivery.Reply));

        Assert.True(delivery.SendAgain(Noon.AddDays(3)).Succeeded);

        Assert.Equal((DeliveryState.Queued, 2, 0, null), (delivery.State, delivery.Round, delivery.Attempts, delivery.Reply));
        Assert.NotNull(delivery.Defer(null, TwoDays, Noon.AddDays(3)));
        Assert.True(delivery.SendAgain(Noon.AddDays(3)).Succeeded);
        delivery.Sent("250 ok", Noon.AddDays(3));
        Assert.Equal((DeliveryState.Sent, 3), (delivery.State, delivery.Round));
    }

    [Fact]
    public void What_a_server_says_is_cut()
    {
        var delivery = New();

        delivery.Sent(new string('x', 5000), Noon);

        Assert.Equal(Delivery.MaxReply, delivery.Reply!.Length);
    }

    [Theory, InlineData(DeliveryState.Sent), InlineData(DeliveryState.Queued)]
    public void Only_a_reason_not_to_send_skips_it(DeliveryState state) => Assert.Throws<ArgumentOutOfRangeException>(() => New().Skip(state, Noon));

    private static Delivery New() => new(
        Guid.CreateVersion7(), new Message(Guid.CreateVersion7(), Guid.CreateVersion7(), MessageKind.CertificateIssued, null, Language.Persian, isInInbox: true, Noon), MessageChannel.Email);
}
