using System.Data.Common;
using System.Diagnostics.Metrics;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Telemetry;

/// <summary>Metrics of domain events and outbox.</summary>
public sealed class PlatformMetrics
{
    public const string MeterName = "CustomerService.Platform";

    /// <summary>Committed domain events, by <c>academy.domain_event</c>: completions, certificates issued, people who joined.</summary>
    public const string DomainEvents = "academy.domain_events";

    /// <summary>Delivery attempts of outbox messages, by <c>academy.outbox.kind</c> and <c>academy.outcome</c> (<c>delivered</c>, <c>failed</c>).</summary>
    public const string Deliveries = "academy.outbox.deliveries";

    /// <summary>Pending messages, including those to be retried; the same on every node.</summary>
    public const string Backlog = "academy.outbox.backlog";

    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly Counter<long> _domainEvents;
    private readonly Counter<long> _deliveries;

    public PlatformMetrics(IMeterFactory meters, IDbContextFactory<AppDbContext> contexts)
    {
        _contexts = contexts;
        var meter = meters.Create(MeterName);
        _domainEvents = meter.CreateCounter<long>(DomainEvents, "{event}", "Domain events that were committed");
        _deliveries = meter.CreateCounter<long>(Deliveries, "{delivery}", "Attempts to deliver outbox messages");
        meter.CreateObservableGauge(Backlog, CountBacklog, "{message}", "Outbox messages that wait for delivery");
    }

    internal void Committed(string domainEvent) => _domainEvents.Add(1, new KeyValuePair<string, object?>("academy.domain_event", domainEvent));

    internal void Delivered(string kind, bool succeeded) =>
        _deliveries.Add(1, new("academy.outbox.kind", kind), new("academy.outcome", succeeded ? "delivered" : "failed"));

    /// <summary>Called by the metrics collector, about once a minute. An unreachable database has its own alarm.</summary>
    private IEnumerable<Measurement<long>> CountBacklog()
    {
        try
        {
            using var db = _contexts.CreateDbContext();
            return [new Measurement<long>(db.Set<OutboxMessage>().LongCount(m => m.DoneAtUtc == null))];
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            return [];
        }
    }
}
