using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Telemetry;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerService.Platform.Persistence;

/// <summary>One business transaction: everything the work does, and every reaction to the facts it records, commits together
/// or not at all. Messages for slow or outward work wait in the outbox until after the commit. The one place where a lost race is answered:
/// nobody else catches a unique violation.</summary>
public sealed class UnitOfWork(IDbContextFactory<AppDbContext> contexts, OutboxSignal outbox, PlatformMetrics metrics)
{
    /// <summary>Races for a row or a unique value that one work may lose before it gives up.</summary>
    private const int MaxRetries = 3;

    /// <summary>Runs the work in a write transaction, saves and commits; a refused result rolls back. On a transient failure of
    /// a server database, and where another changed the same row or took a unique value at the same moment, the whole work runs again with
    /// a fresh context: so it must load what it changes itself, and having lost a race it sees the winner and can say so.</summary>
    public async Task<T> RunAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(work);
        for (var lost = 0; ; lost++)
        {
            try
            {
                var outcome = await RunOnceAsync(work, cancellationToken);
                UseCaseActivity.End(outcome, lost);
                return outcome;
            }
            catch (Exception e) when (lost < MaxRetries && (e is DbUpdateConcurrencyException || IsUniqueViolation(e)))
            {
                // Again.
            }
            catch (Exception e)
            {
                UseCaseActivity.Fail(e);
                throw;
            }
        }
    }

    /// <summary>Whether a unique value was there already: told by a save, or by a statement that ran on its own.</summary>
    private static bool IsUniqueViolation(Exception? error) => error switch
    {
        DbUpdateException save => IsUniqueViolation(save.InnerException),
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        PostgresException postgreSql => postgreSql.SqlState == PostgresErrorCodes.UniqueViolation,
        SqlException sqlServer => sqlServer.Number is 2601 or 2627,
        _ => false,
    };

    private async Task<T> RunOnceAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var probe = await contexts.CreateDbContextAsync(cancellationToken);
        return await probe.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var outcome = await work(db);
            if (outcome is Result { Succeeded: false })
            {
                await transaction.RollbackAsync(cancellationToken);
                return outcome;
            }

            var speaks = db.ChangeTracker.Entries<OutboxMessage>().Any();
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            foreach (var recorded in db.ChangeTracker.Entries<DomainEventRecord>())
            {
                metrics.Committed(recorded.Entity.Name);
            }

            if (speaks)
            {
                outbox.Notify();
            }

            return outcome;
        });
    }
}
