using System.Globalization;
using CustomerService.Platform.Persistence.Sqlite;
using CustomerService.Platform.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Persistence;

/// <summary>Puts a copy made by <see cref="BackUpDatabase"/> in the place of the database. The database that was there is kept beside it.</summary>
public sealed class RestoreDatabase(IDbContextFactory<AppDbContext> contexts, IOptions<DatabaseOptions> options, IEnumerable<IRestoreStep> steps, TimeProvider clock)
{
    /// <returns>Where the replaced database lies now; null if there was none.</returns>
    /// <exception cref="OperatorActionRequiredException">Nothing was changed. The message says why: the copy is damaged, is no academy's or a later
    /// version's, the academy still runs, or the database is a server's.</exception>
    public async Task<string?> RunAsync(string copy, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RestoreDatabase));
        if (options.Value.Provider != DatabaseProvider.Sqlite)
        {
            throw new OperatorActionRequiredException("A server database is brought back by its own tool: pg_restore, or RESTORE DATABASE (docs/operations.md shows how).");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var target = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        await CheckCopyAsync(db, copy, cancellationToken);
        var arriving = target + ".arriving";
        try
        {
            File.Delete(arriving);
            SqliteFile.Create(arriving);
            await CopyFileAsync(copy, arriving, cancellationToken);
            await PutRightAsync(arriving, cancellationToken);
            SqliteFile.Flush(arriving);
            var replaced = await SetAsideAsync(target, cancellationToken);
            File.Move(arriving, target);
            return replaced;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorActionRequiredException($"The database {target} cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    private static async Task CheckCopyAsync(AppDbContext db, string copy, CancellationToken cancellationToken)
    {
        if (!File.Exists(copy))
        {
            throw new OperatorActionRequiredException($"There is no file {copy}.");
        }

        if (await SqliteFile.ProblemAsync(copy, cancellationToken) is { } problem)
        {
            throw new OperatorActionRequiredException($"{copy} cannot be restored: {problem}. Take another copy.");
        }

        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await MigrationsAsync(copy, cancellationToken);
        if (applied.Count == 0)
        {
            throw new OperatorActionRequiredException($"{copy} is not a copy of an academy.");
        }

        if (applied.Find(name => !known.Contains(name)) is { } unknown)
        {
            throw new UnknownDatabaseException(unknown);
        }
    }

    /// <summary>Empty for a database without a history of migrations.</summary>
    private static async Task<List<string>> MigrationsAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(SqliteFile.ReadOnly(path));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
        var names = new List<string>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 1)
        {
            // There is no such table.
        }

        return names;
    }

    private static async Task CopyFileAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(from);
        await using var target = new FileStream(to, FileMode.Open, FileAccess.Write);
        await source.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Without a journal file that would outlive the connection.</summary>
    private async Task PutRightAsync(string arriving, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = arriving, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using (var journal = connection.CreateCommand())
        {
            journal.CommandText = "PRAGMA journal_mode=DELETE";
            await journal.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var step in steps)
        {
            await step.RunAsync(connection, cancellationToken);
        }
    }

    /// <summary>Renames the present database, with everything that its journal still holds.</summary>
    private async Task<string?> SetAsideAsync(string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
        {
            return null;
        }

        await EmptyJournalAsync(target, cancellationToken);
        var aside = $"{target}.replaced-{clock.UtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        File.Move(target, aside);
        // The journal is empty; beside the arriving file it would be taken for that file's.
        File.Delete(target + "-wal");
        File.Delete(target + "-shm");
        return aside;
    }

    /// <summary>Folds the journal into the file. SQLite does that only for a connection that has the file to itself, so it fails while an
    /// academy has it open.</summary>
    private static async Task EmptyJournalAsync(string target, CancellationToken cancellationToken)
    {
        var inUse = $"The database {target} is in use: stop the academy first.";
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false, DefaultTimeout = 1 }.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            if (await command.ExecuteScalarAsync(cancellationToken) is not "delete")
            {
                throw new OperatorActionRequiredException(inUse);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            throw new OperatorActionRequiredException(inUse, e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            // A damaged database is set aside as it is.
        }
    }
}
