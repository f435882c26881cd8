using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Persistence;

/// <summary>Migrates the database to the current model. Safe to run on several nodes at once: EF's migration lock serialises them.</summary>
public sealed partial class MigrateDatabase(IDbContextFactory<AppDbContext> contexts, ILogger<MigrateDatabase> logger)
{
    /// <returns>Names of the applied migrations, oldest first.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MigrateDatabase));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckHistoryAsync(db, cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            Applying(logger, pending.Count);
            await db.Database.MigrateAsync(cancellationToken);
        }

        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        }

        return pending;
    }

    /// <summary>Rejects a database whose migration history this version does not know, without changing it.</summary>
    /// <exception cref="UnknownDatabaseException">The database was created before the migrations were squashed, or by a later version.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckHistoryAsync(db, cancellationToken);
    }

    private static async Task CheckHistoryAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(known, StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
        {
            throw new UnknownDatabaseException(unknown);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Applying {Count} migrations")]
    private static partial void Applying(ILogger logger, int count);
}

/// <summary>The database was not created by this version's migrations. The message tells the operator how to start afresh.</summary>
public sealed class UnknownDatabaseException(string migration) : Exception(
    $"This database was made by another version of the academy (its migration {migration} is not known here): start that version, "
    + "or begin anew with an empty database (SQLite: move academy-data/academy.db away; otherwise name another in Database:ConnectionString).");
