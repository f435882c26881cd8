using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Telemetry;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerService.Platform.Persistence;

/// <summary>One business transaction: all changes of the work and of the handlers of its domain events commit together
/// or not at all. Messages for slow or external work wait in the outbox until after the commit. The only place that handles concurrency
/// conflicts: no other code catches a unique violation.</summary>
public sealed class UnitOfWork(IDbContextFactory<AppDbContext> contexts, OutboxSignal outbox, PlatformMetrics metrics, IEnumerable<ICommitListener> listeners)
{
    /// <summary>Conflicts over a row or a unique value after which the work is no longer retried.</summary>
    private const int MaxRetries = 3;

    /// <summary>Runs the work in a write transaction, saves and commits; a refused result rolls back. On a transient failure of
    /// a server database, and on a concurrent change of the same row or unique value, the whole work is retried with
    /// a fresh context: so it must load what it changes itself, and on retry it sees the other change and can return a refusal.</summary>
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
                // Retry.
            }
            catch (Exception e)
            {
                UseCaseActivity.Fail(e);
                throw;
            }
        }
    }

    /// <summary>Whether a unique constraint was violated, by a save or by a separate statement.</summary>
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

            foreach (var listener in listeners)
            {
                listener.Committed(db);
            }

            if (speaks)
            {
                outbox.Notify();
            }

            return outcome;
        });
    }
}
