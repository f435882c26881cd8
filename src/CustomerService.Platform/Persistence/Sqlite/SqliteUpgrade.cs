using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>
/// All pending migrations in one exclusive transaction on a connection of its own. The transaction is also the lock: SQLite holds it by a lock
/// of the operating system, which ends with the process. EF's way is a row in <c>__EFMigrationsLock</c>, which a killed process leaves behind for
/// ever, and migrations that rebuild a table in several transactions, between which a killed process leaves half of one.
/// </summary>
internal sealed class SqliteUpgrade : IAsyncDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly AppDbContext _db;
    private readonly SqliteConnection _connection;

    private SqliteUpgrade(AppDbContext db, SqliteConnection connection)
    {
        _db = db;
        _connection = connection;
    }

    public static async Task<SqliteUpgrade> OpenAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        if (Path.IsPathRooted(file.DataSource) && !File.Exists(file.DataSource))
        {
            try
            {
                SqliteFile.Create(file.DataSource);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // SQLite meets the same and says what it is.
            }
        }

        var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync(cancellationToken);
        return new SqliteUpgrade(db, connection);
    }

    /// <summary>Whether a migration is pending, or the file is not yet as the academy wants it.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        (await _db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
        || (string?)await ScalarAsync("PRAGMA journal_mode", cancellationToken) != "wal"
        || await ScalarAsync("SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancellationToken) is not null;

    /// <summary>Waits until no other process writes, and begins the transaction.</summary>
    /// <param name="waiting">Called once if there is something to wait for.</param>
    public async Task BeginAsync(Action waiting, CancellationToken cancellationToken)
    {
        var told = new Once(waiting);
        await WhenFreeAsync("PRAGMA journal_mode = WAL", told, cancellationToken);
        // Rebuilding a table drops it, which must not touch the rows that refer to it. The setting cannot change within a transaction.
        await WhenFreeAsync("PRAGMA foreign_keys = OFF", told, cancellationToken);
        await WhenFreeAsync("BEGIN EXCLUSIVE", told, cancellationToken);
    }

    /// <summary>The migrations that this database has, read within the transaction.</summary>
    public async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        if (await ScalarAsync("SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'", cancellationToken) is not null)
        {
            await using var command = Command("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"");
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                applied.Add(row.GetString(0));
            }
        }

        return applied;
    }

    /// <summary>Applies what is pending and commits.</summary>
    /// <returns>Names of the applied migrations, oldest first.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(IReadOnlyList<string> applied, Action<string> applying, CancellationToken cancellationToken)
    {
        var all = _db.Database.GetMigrations().ToList();
        var pending = all.Except(applied, StringComparer.Ordinal).ToList();
        var migrator = _db.GetService<IMigrator>();
        foreach (var migration in pending)
        {
            applying(migration);
            var before = all.IndexOf(migration) is var at and > 0 ? all[at - 1] : Migration.InitialDatabase;
            await ExecuteAsync(migrator.GenerateScript(before, migration, MigrationsSqlGenerationOptions.NoTransactions), cancellationToken);
        }

        if (pending.Count > 0 && await ScalarAsync("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", cancellationToken) is { } broken)
        {
            throw new InvalidOperationException($"After the migrations a row of table {broken} refers to a row that does not exist; nothing was changed.");
        }

        // Left behind by an older version that was killed; it would wait for the row for ever.
        await ExecuteAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await ExecuteAsync("COMMIT", cancellationToken);
        return pending;
    }

    /// <summary>Closes the connection; what was begun and not committed is undone.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Tries again while another process holds the file. SQLite itself waits, about a second at a time.</summary>
    private async Task WhenFreeAsync(string sql, Once waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await using var command = Command(sql);
                command.CommandTimeout = 1;
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
            {
                waiting.Do();
            }
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are ours and EF's, without input.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private sealed class Once(Action act)
    {
        private bool _done;

        public void Do()
        {
            if (!_done)
            {
                _done = true;
                act();
            }
        }
    }
}
