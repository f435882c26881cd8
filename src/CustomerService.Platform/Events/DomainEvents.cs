using System.Text.Json;
using CustomerService.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Events;

/// <summary>A domain event that downstream capabilities may handle: <c>CourseCompleted</c>.
/// A small serialisable record; its type name is its stable name.</summary>
public interface IDomainEvent;

/// <summary>A capability's handler of a domain event, in the same unit of work: it changes the context only; no slow or external work.</summary>
public interface IDomainEventHandler<in TEvent> where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent domainEvent, AppDbContext db, CancellationToken cancellationToken);
}

/// <summary>The stored row of a domain event.</summary>
public sealed class DomainEventRecord
{
    private DomainEventRecord() { }

    internal DomainEventRecord(string name, string payload, DateTime recordedAtUtc)
    {
        Name = name;
        Payload = payload;
        RecordedAtUtc = recordedAtUtc;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Name { get; private set; } = "";
    public string Payload { get; private set; } = "";
    public DateTime RecordedAtUtc { get; private set; }
}

/// <summary>Stores a domain event and runs every subscribed handler before the transaction commits.</summary>
public sealed class DomainEvents(IServiceProvider services, TimeProvider clock)
{
    public async Task RaiseAsync<TEvent>(AppDbContext db, TEvent domainEvent, CancellationToken cancellationToken) where TEvent : IDomainEvent
    {
        db.Add(new DomainEventRecord(typeof(TEvent).Name, JsonSerializer.Serialize(domainEvent), clock.UtcNow()));
        foreach (var reaction in services.GetServices<IDomainEventHandler<TEvent>>())
        {
            await reaction.HandleAsync(domainEvent, db, cancellationToken);
        }
    }
}
