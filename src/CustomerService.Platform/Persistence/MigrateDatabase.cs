using CustomerService.Platform.Persistence.Sqlite;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Persistence;

/// <summary>Migrates the database to the current model. Safe to run on several nodes at once, which wait for each other and say so in the log;
/// and safe to be killed at any moment: what it holds ends with its connection, and every migration is whole or not there.</summary>
public sealed partial class MigrateDatabase(IDbContextFactory<AppDbContext> contexts, ILogger<MigrateDatabase> logger)
{
    /// <returns>Names of the applied migrations, oldest first.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MigrateDatabase));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return db.Database.IsSqlite()
            ? await RunOnSqliteAsync(db, cancellationToken)
            : await RunOnServerAsync(db, cancellationToken);
    }

    /// <summary>Rejects a database that is not this version's, without changing it.</summary>
    /// <exception cref="UnknownDatabaseException">The database was created before the migrations were squashed, or by a later version.</exception>
    /// <exception cref="StartRefusedException">It lacks a migration.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckHistoryAsync(db, cancellationToken);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).FirstOrDefault() is { } lacking)
        {
            throw new StartRefusedException($"The database lacks the migration {lacking}: run the verb migrate, or leave Database:MigrateAtStart on.");
        }

        await CheckServerAsync(db, cancellationToken);
    }

    private static async Task CheckHistoryAsync(AppDbContext db, CancellationToken cancellationToken) =>
        CheckHistory(db, await db.Database.GetAppliedMigrationsAsync(cancellationToken));

    private static void CheckHistory(AppDbContext db, IEnumerable<string> applied)
    {
        if (applied.Except(db.Database.GetMigrations(), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new UnknownDatabaseException(unknown);
        }
    }

    /// <summary>Warns of settings of a SQL Server that cost speed or exactness.</summary>
    /// <exception cref="StartRefusedException">It has a setting with which the academy would decide wrongly.</exception>
    private async Task CheckServerAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlServer())
        {
            foreach (var warning in (await SqlServerState.ReadAsync(db, cancellationToken)).Judge())
            {
                Unfit(logger, warning);
            }
        }
    }

    private async Task<IReadOnlyList<string>> RunOnSqliteAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await CheckHistoryAsync(db, cancellationToken);
        await using var upgrade = await SqliteUpgrade.OpenAsync(db, cancellationToken);
        if (!await upgrade.IsNeededAsync(cancellationToken))
        {
            return [];
        }

        await upgrade.BeginAsync(() => Waiting(logger), cancellationToken);
        // Another process may have done it meanwhile.
        var applied = await upgrade.AppliedAsync(cancellationToken);
        CheckHistory(db, applied);
        return await upgrade.ApplyAsync(applied, migration => Applying(logger, migration), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RunOnServerAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        // An index on a large table takes its time, and so does another node's upgrade.
        db.Database.SetCommandTimeout(0);
        try
        {
            await using var mine = await UpgradeLock.TakeAsync(db, () => Waiting(logger), cancellationToken);
            await CheckHistoryAsync(db, cancellationToken);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count > 0)
            {
                pending.ForEach(migration => Applying(logger, migration));
                await db.Database.MigrateAsync(cancellationToken);
            }

            await CheckServerAsync(db, cancellationToken);
            return pending;
        }
        finally
        {
            db.Database.SetCommandTimeout((int?)null);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Applying migration {Migration}")]
    private static partial void Applying(ILogger logger, string migration);

    [LoggerMessage(2, LogLevel.Warning, "Waiting for another process that is upgrading the database")]
    private static partial void Waiting(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "{Warning}")]
    private static partial void Unfit(ILogger logger, string warning);
}
