using CustomerService.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Data;

/// <summary>One business transaction: everything the work does, and every reaction to the facts it records, commits together
/// or not at all. Messages for slow or outward work wait in the outbox until after the commit.</summary>
public sealed class UnitOfWork(IDbContextFactory<AppDbContext> contexts, OutboxSignal outbox)
{
    /// <summary>Runs the work in a write transaction, saves and commits; a refused result rolls back. On a transient failure of
    /// a server database the whole work runs again with a fresh context, so it must load what it changes itself.</summary>
    public async Task<T> RunAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellation = default)
    {
        await using var probe = await contexts.CreateDbContextAsync(cancellation);
        return await probe.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var outcome = await work(db);
            if (outcome is Result { Succeeded: false })
            {
                await transaction.RollbackAsync(cancellation);
                return outcome;
            }

            var speaks = db.ChangeTracker.Entries<OutboxMessage>().Any();
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            if (speaks)
            {
                outbox.Ring();
            }

            return outcome;
        });
    }
}
