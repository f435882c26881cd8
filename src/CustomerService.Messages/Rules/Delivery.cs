using CustomerService.Platform;

namespace CustomerService.Messages.Rules;

/// <summary>How far a delivery has come.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>The server could not take it just now; it is tried again at <see cref="Delivery.NextTryAtUtc"/>.</summary>
    Deferred,

    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>The server refused it for good: an address that does not exist, for instance.</summary>
    Refused,

    /// <summary>It could not be sent for as long as it was of use.</summary>
    GivenUp,

    /// <summary>The person has no e-mail address that counts.</summary>
    NoAddress,

    /// <summary>The person does not want messages of this kind by e-mail.</summary>
    TurnedOff,

    /// <summary>No mail server was set.</summary>
    NoServer,

    /// <summary>What it was about is no more: the account was closed, the link was used.</summary>
    Obsolete,
}

/// <summary>A message on its way by one channel: a row of the delivery log. Holds no words, no token and no address.</summary>
public sealed class Delivery
{
    /// <summary>Longest <see cref="Reply"/>.</summary>
    public const int MaxReply = 300;

    private Delivery() { }

    public Delivery(Guid id, Message message, MessageChannel channel)
    {
        ArgumentNullException.ThrowIfNull(message);
        Id = id;
        MessageId = message.Id;
        PersonId = message.PersonId;
        Kind = message.Kind;
        Channel = channel;
        CreatedAtUtc = message.CreatedAtUtc;
        QueuedAtUtc = message.CreatedAtUtc;
        ChangedAtUtc = message.CreatedAtUtc;
        Round = 1;
    }

    public Guid Id { get; private set; }
    public Guid MessageId { get; private set; }

    /// <summary>The message's, repeated here for the filters of the log.</summary>
    public Guid PersonId { get; private set; }

    /// <inheritdoc cref="PersonId"/>
    public MessageKind Kind { get; private set; }
    public MessageChannel Channel { get; private set; }
    public DeliveryState State { get; private set; }

    /// <summary>How often it was queued; work that was queued for an earlier round does nothing.</summary>
    public int Round { get; private set; }

    /// <summary>Tries in this round.</summary>
    public int Attempts { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>The beginning of this round.</summary>
    public DateTime QueuedAtUtc { get; private set; }

    /// <summary>When <see cref="State"/> became what it is.</summary>
    public DateTime ChangedAtUtc { get; private set; }

    /// <summary>Null unless deferred.</summary>
    public DateTime? NextTryAtUtc { get; private set; }

    /// <summary>What the server said last, without addresses; or the name of what failed.</summary>
    public string? Reply { get; private set; }

    /// <summary>Whether it is still to be sent.</summary>
    public bool IsPending => State is DeliveryState.Queued or DeliveryState.Deferred;

    /// <summary>Whether somebody may have it sent again: not while it waits for its first try.</summary>
    public bool MayBeSentAgain => State != DeliveryState.Queued;

    /// <summary>Begins another round.</summary>
    public Result SendAgain(DateTime nowUtc)
    {
        if (!MayBeSentAgain)
        {
            return new DeliveryWaits();
        }

        Round++;
        Attempts = 0;
        QueuedAtUtc = nowUtc;
        Become(DeliveryState.Queued, null, nowUtc);
        return Result.Done;
    }

    public void Sent(string? reply, DateTime nowUtc)
    {
        Attempts++;
        Become(DeliveryState.Sent, reply, nowUtc);
    }

    public void Refuse(string? reply, DateTime nowUtc)
    {
        Attempts++;
        Become(DeliveryState.Refused, reply, nowUtc);
    }

    /// <summary>A try failed in a way that may pass.</summary>
    /// <param name="usefulFor">How long after <see cref="QueuedAtUtc"/> it still makes sense to send it.</param>
    /// <returns>When to try again; null: it is given up.</returns>
    public DateTime? Defer(string? reply, TimeSpan usefulFor, DateTime nowUtc)
    {
        Attempts++;
        var next = nowUtc + RetryDelay.After(Attempts);
        if (next > QueuedAtUtc + usefulFor)
        {
            Become(DeliveryState.GivenUp, reply, nowUtc);
            return null;
        }

        Become(DeliveryState.Deferred, reply, nowUtc);
        NextTryAtUtc = next;
        return next;
    }

    /// <summary>The server is known not to answer: waits without having been tried.</summary>
    /// <inheritdoc cref="Defer" path="/returns"/>
    public DateTime? Postpone(string? reply, DateTime untilUtc, TimeSpan usefulFor, DateTime nowUtc)
    {
        if (untilUtc > QueuedAtUtc + usefulFor)
        {
            Become(DeliveryState.GivenUp, reply, nowUtc);
            return null;
        }

        Become(DeliveryState.Deferred, reply, nowUtc);
        NextTryAtUtc = untilUtc;
        return untilUtc;
    }

    /// <summary>It is not sent at all: <see cref="DeliveryState.NoAddress"/>, <see cref="DeliveryState.TurnedOff"/>, <see cref="DeliveryState.NoServer"/>
    /// or <see cref="DeliveryState.Obsolete"/>.</summary>
    public void Skip(DeliveryState why, DateTime nowUtc)
    {
        if (why is not (DeliveryState.NoAddress or DeliveryState.TurnedOff or DeliveryState.NoServer or DeliveryState.Obsolete))
        {
            throw new ArgumentOutOfRangeException(nameof(why), why, "That is no reason not to send.");
        }

        Become(why, null, nowUtc);
    }

    private void Become(DeliveryState state, string? reply, DateTime nowUtc)
    {
        State = state;
        Reply = reply is { Length: > MaxReply } ? reply[..MaxReply] : reply;
        ChangedAtUtc = nowUtc;
        NextTryAtUtc = null;
    }
}

/// <summary>How long to wait after a try that failed: four times as long each time, from a minute to six hours.</summary>
public static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(6);

    /// <param name="attempts">Tries that failed, from 1.</param>
    public static TimeSpan After(int attempts) => attempts >= 6 ? Longest : First * Math.Min(Math.Pow(4, attempts - 1), Longest / First);
}
