using CustomerService.Messages.Rules;
using CustomerService.Messages.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Messages.Deliveries;

/// <summary>States of deliveries in the reader's language.</summary>
internal static class DeliveryTexts
{
    public static string Name(this DeliveryState state) => state switch
    {
        DeliveryState.Queued => MessagesText.StateQueued,
        DeliveryState.Deferred => MessagesText.StateDeferred,
        DeliveryState.Sent => MessagesText.StateSent,
        DeliveryState.Refused => MessagesText.StateRefused,
        DeliveryState.GivenUp => MessagesText.StateGivenUp,
        DeliveryState.NoAddress => MessagesText.StateNoAddress,
        DeliveryState.TurnedOff => MessagesText.StateTurnedOff,
        DeliveryState.NoServer => MessagesText.StateNoServer,
        DeliveryState.Obsolete => MessagesText.StateObsolete,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    public static Tone Tone(this DeliveryState state) => state switch
    {
        DeliveryState.Sent => Ui.Controls.Tone.Good,
        DeliveryState.Refused or DeliveryState.GivenUp => Ui.Controls.Tone.Bad,
        DeliveryState.Deferred or DeliveryState.NoAddress => Ui.Controls.Tone.Attention,
        DeliveryState.Queued or DeliveryState.TurnedOff or DeliveryState.NoServer or DeliveryState.Obsolete => Ui.Controls.Tone.Neutral,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    public static string Name(this MessageChannel channel) => channel switch
    {
        MessageChannel.Email => MessagesText.ChannelEmail,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Not a channel."),
    };
}
