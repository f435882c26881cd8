using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Persistence;

/// <summary>Brings the database to the present model. Safe to run on several nodes at once: the migrations' own lock orders them.</summary>
public sealed partial class MigrateDatabase(IDbContextFactory<AppDbContext> contexts, ILogger<MigrateDatabase> logger)
{
    /// <returns>Names of the migrations that were applied, oldest first.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MigrateDatabase));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
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

    [LoggerMessage(1, LogLevel.Information, "Applying {Count} migrations")]
    private static partial void Applying(ILogger logger, int count);
}
