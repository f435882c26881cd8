using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerService.Platform.Persistence;

/// <summary>One process at a time upgrades a server database. The lock belongs to the connection that also migrates: the server releases it when the
/// process dies. EF's own lock is taken within it, but does not cover reading the history, nor does it say what it waits for.</summary>
internal sealed class UpgradeLock : IAsyncDisposable
{
    /// <summary>Key of the lock on PostgreSQL: "academy" in ASCII.</summary>
    private const long Key = 0x61636164656D79;

    private readonly AppDbContext _db;

    private UpgradeLock(AppDbContext db) => _db = db;

    /// <summary>Takes the lock, in a database that is created where there is none.</summary>
    /// <param name="waiting">Called once if another process holds the lock.</param>
    public static async Task<UpgradeLock> TakeAsync(AppDbContext db, Action waiting, CancellationToken cancellationToken)
    {
        await CreateAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (db.Database.IsNpgsql())
            {
                // The server finds out within a minute that this machine lost its power; otherwise the lock would be held for hours.
                await db.Database.ExecuteSqlAsync($"SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3", cancellationToken);
                if (!(await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Key}) AS \"Value\"").ToListAsync(cancellationToken))[0])
                {
                    waiting();
                    await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Key})", cancellationToken);
                }
            }
            else if (await SqlServerAsync(db, milliseconds: 0, cancellationToken) < 0)
            {
                waiting();
                if (await SqlServerAsync(db, milliseconds: -1, cancellationToken) is var refused and < 0)
                {
                    throw new InvalidOperationException($"SQL Server refused the lock on the upgrade ({refused}).");
                }
            }

            return new UpgradeLock(db);
        }
        catch
        {
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_db.Database.IsNpgsql()
                ? _db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})")
                : _db.Database.ExecuteSqlAsync($"EXEC sp_releaseapplock @Resource = 'academy-upgrade', @LockOwner = 'Session'"));
        }
        catch (Exception e) when (e is DbException or RetryLimitExceededException)
        {
            // The connection broke, and with it the lock. What broke it is thrown already.
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
    }

    private static async Task CreateAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var database = db.GetService<IRelationalDatabaseCreator>();
        if (await database.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await (db.Database.IsSqlServer() ? CreateOnSqlServerAsync(db, cancellationToken) : database.CreateAsync(cancellationToken));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process may just have created it.
            if (!await database.ExistsAsync(cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>With the collation that the academy needs, which the tables inherit; EF would take the server's.</summary>
    private static async Task CreateOnSqlServerAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var target = new SqlConnectionStringBuilder(db.Database.GetConnectionString());
        var master = new SqlConnectionStringBuilder(target.ToString()) { InitialCatalog = "master", Pooling = false };
        await using var connection = new SqlConnection(master.ToString());
        await connection.OpenAsync(cancellationToken);
        foreach (var statement in SqlServerState.CreationOf(target.InitialCatalog))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is the operator's own and quoted.
            command.CommandText = statement;
#pragma warning restore CA2100
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var made = new SqlConnection(target.ToString());
        SqlConnection.ClearPool(made);
    }

    /// <returns>Negative when the lock was not granted.</returns>
    private static async Task<int> SqlServerAsync(AppDbContext db, int milliseconds, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<int>(
            $"DECLARE @answer int; EXEC @answer = sp_getapplock @Resource = 'academy-upgrade', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = {milliseconds}; SELECT @answer AS [Value]")
            .ToListAsync(cancellationToken))[0];
}
