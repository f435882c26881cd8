using System.Text.Json;
using CustomerService.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Events;

/// <summary>Something that happened and that capabilities further down may react to: <c>CourseCompleted</c>.
/// A fact is a small serialisable record; its type name is its stable name.</summary>
public interface IDomainEvent;

/// <summary>A capability's reaction to a fact, in the same unit of work: it adds to the context and does nothing slow or outward.</summary>
public interface IDomainEventHandler<in TEvent> where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent domainEvent, AppDbContext db, CancellationToken cancellationToken);
}

/// <summary>The row a fact leaves behind.</summary>
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

/// <summary>Records a fact and lets every subscribed capability react before the transaction commits.</summary>
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
