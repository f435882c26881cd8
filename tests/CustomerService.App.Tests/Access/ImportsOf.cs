using System.Text;
using CustomerService.People.Import;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Access;

/// <summary>Imports of somebody, for the isolation of circuits.</summary>
internal static class ImportsOf
{
    /// <summary>Sends a file that would change a person's job title, and makes the dry run.</summary>
    /// <returns>The import; null where the asker may import nothing, or not change that person.</returns>
    public static async Task<Guid?> PlansAsync(IServiceProvider services, Guid asker, TestPerson person)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"ID in the academy,Job title in English\n{person.Id:D},Title {Guid.NewGuid():N}\n"));
        var received = await services.GetRequiredService<ReceiveImport>().RunAsync(asker, ImportKind.People, "one.csv", file);
        return received.Succeeded && (await services.GetRequiredService<PlanImport>().RunAsync(asker, received.Value)).Value is { Updates: 1, Errors: 0 } ? received.Value : null;
    }

    /// <summary>Works a confirmed import off, beside whoever else does.</summary>
    public static async Task<bool> IsOverAsync(IServiceProvider services, Guid asker, Guid importId)
    {
        await services.GetRequiredService<ApplyImport>().RunAsync(importId);
        return (await services.GetRequiredService<ReadImport>().RunAsync(asker, importId)) is { Line: { State: ImportState.Done, Applied: 1 } };
    }

    /// <summary>An import of somebody without rows, being applied or done.</summary>
    public static async Task<Guid> AddAsync(IServiceProvider services, Guid actor, bool isDone)
    {
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        var import = New(actor, now);
        import.Confirm(now);
        if (isDone)
        {
            import.CountApplied(1, 0);
            import.Finish(now);
        }

        await services.GetRequiredService<UnitOfWork>().RunAsync(db =>
        {
            db.Add(import);
            return Task.FromResult(0);
        });
        return import.Id;
    }

    /// <summary>An import that waits to be planned.</summary>
    public static PeopleImport New(Guid actor, DateTime nowUtc)
    {
        var import = new PeopleImport(Guid.CreateVersion7(), actor, ImportKind.People, "people.csv", new string('0', PeopleImport.HeadersKeyLength), """["Family name"]""", new([ImportField.FamilyName]), nowUtc);
        import.Received(1);
        return import;
    }
}
