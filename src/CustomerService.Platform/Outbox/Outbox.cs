using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using CustomerService.Platform.Persistence;

namespace CustomerService.Platform.Outbox;

/// <summary>Slow or external work requested by a committed transaction. Delivered at least once: handlers are idempotent.</summary>
public sealed class OutboxMessage
{
    /// <summary>Longest <see cref="ClaimedBy"/>; a longer name of a machine is cut.</summary>
    public const int MaxOwner = 200;

    /// <summary>The property of <see cref="Payload"/>, beside the message's own, with the activity that queued it: the header of this name of
    /// W3C Trace Context.</summary>
    private const string TraceParent = "traceparent";

    private OutboxMessage() { }

    internal OutboxMessage(string kind, string payload, DateTime nowUtc, DateTime? dueAtUtc)
    {
        Kind = kind;
        Payload = payload;
        CreatedAtUtc = nowUtc;
        DueAtUtc = dueAtUtc ?? nowUtc;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Kind { get; private set; } = "";
    public string Payload { get; private set; } = "";
    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>Earliest delivery; postponed after a failure.</summary>
    public DateTime DueAtUtc { get; internal set; }

    /// <summary>End of the claim of the process that delivers it, which moves it on while it works; after a crash the claim expires.</summary>
    public DateTime? ClaimedUntilUtc { get; internal set; }

    /// <summary>The process that delivers it (<see cref="ProcessMark"/>) and its dispatcher.</summary>
    public string? ClaimedBy { get; internal set; }
    public DateTime? DoneAtUtc { get; internal set; }
    public int Attempts { get; internal set; }

    /// <summary>Type name of the last exception, never its message (it may contain personal data).</summary>
    public string? LastError { get; internal set; }

    /// <summary>The activity in which it was queued, on whatever node; none where nothing was traced.</summary>
    internal ActivityContext QueuedBy
    {
        get
        {
            using var payload = JsonDocument.Parse(Payload);
            return payload.RootElement.TryGetProperty(TraceParent, out var parent) && ActivityContext.TryParse(parent.GetString(), traceState: null, isRemote: true, out var context)
                ? context
                : default;
        }
    }

    /// <summary>The message as <see cref="Payload"/>, with the present activity.</summary>
    internal static string ToPayload<TMessage>(TMessage message)
    {
        var payload = JsonSerializer.SerializeToNode(message)!.AsObject();
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            payload[TraceParent] = id;
        }

        return payload.ToJsonString();
    }
}

public static class OutboxExtensions
{
    /// <summary>Queues work to run after the current unit of work commits.</summary>
    public static void AddToOutbox<TMessage>(this AppDbContext db, TMessage message, TimeProvider clock, DateTime? dueAtUtc = null) =>
        db.Add(new OutboxMessage(typeof(TMessage).Name, OutboxMessage.ToPayload(message), clock.UtcNow(), dueAtUtc));
}

/// <summary>Handles messages of one type.</summary>
public interface IOutboxHandler<in TMessage>
{
    Task HandleAsync(TMessage message, CancellationToken cancellationToken);
}

/// <summary>Lets the dispatcher find a message's handler without knowing the message type.</summary>
public sealed class OutboxRoute
{
    private OutboxRoute(string kind, bool oneAtATime, Func<IServiceProvider, string, CancellationToken, Task> run)
    {
        Kind = kind;
        OneAtATime = oneAtATime;
        Run = run;
    }

    public string Kind { get; }

    /// <summary>A node handles one message of this kind at a time; its other workers stay free for other kinds.</summary>
    public bool OneAtATime { get; }

    internal Func<IServiceProvider, string, CancellationToken, Task> Run { get; }

    public static OutboxRoute For<TMessage>(bool oneAtATime = false) => new(typeof(TMessage).Name, oneAtATime, (services, payload, cancellationToken) =>
    {
        var handler = (IOutboxHandler<TMessage>)services.GetService(typeof(IOutboxHandler<TMessage>))!;
        return handler.HandleAsync(JsonSerializer.Deserialize<TMessage>(payload)!, cancellationToken);
    });
}

/// <summary>Wakes the dispatcher of this node without waiting for the poll interval: one worker, which wakes the next.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Notify() => _channel.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(atMost, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            await _channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Poll interval elapsed.
        }
    }
}
