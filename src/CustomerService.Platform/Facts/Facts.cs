using System.Text.Json;
using CustomerService.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Facts;

/// <summary>Something that happened and that capabilities further down may react to: <c>CourseCompleted</c>.
/// A fact is a small serialisable record; its type name is its stable name.</summary>
public interface IFact;

/// <summary>A capability's reaction to a fact, in the same unit of work: it adds to the context and does nothing slow or outward.</summary>
public interface IReactTo<in TFact> where TFact : IFact
{
    Task ReactAsync(TFact fact, AppDbContext db, CancellationToken cancellation);
}

/// <summary>The row a fact leaves behind.</summary>
public sealed class FactRecord
{
    private FactRecord() { }

    internal FactRecord(string name, string payload, DateTime recordedAtUtc)
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
public sealed class FactRecorder(IServiceProvider services, TimeProvider clock)
{
    public async Task RecordAsync<TFact>(AppDbContext db, TFact fact, CancellationToken cancellation) where TFact : IFact
    {
        db.Add(new FactRecord(typeof(TFact).Name, JsonSerializer.Serialize(fact), clock.UtcNow()));
        foreach (var reaction in services.GetServices<IReactTo<TFact>>())
        {
            await reaction.ReactAsync(fact, db, cancellation);
        }
    }
}
