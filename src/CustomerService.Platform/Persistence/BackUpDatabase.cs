using System.Globalization;
using CustomerService.Platform.Persistence.Sqlite;
using CustomerService.Platform.Security;
using CustomerService.Platform.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Persistence;

/// <summary>Writes a checked copy of the database into a folder, while the academy runs. The copy holds everything: people, records, keys.</summary>
public sealed class BackUpDatabase(IDbContextFactory<AppDbContext> contexts, IOptions<DatabaseOptions> options, IOptions<KeyRingOptions> keys, TimeProvider clock)
{
    private const string Unfinished = ".unfinished";

    /// <param name="keepDays">Copies in the folder that are older are removed once this one is whole; null keeps all.</param>
    /// <exception cref="OperatorActionRequiredException">No copy was made. The message says why and what to do: server databases have tools of their own.</exception>
    public async Task<DatabaseCopy> RunAsync(string folder, int? keepDays, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(BackUpDatabase));
        if (options.Value.Provider != DatabaseProvider.Sqlite)
        {
            throw new OperatorActionRequiredException(OwnTool(options.Value.Provider));
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var source = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (!File.Exists(source))
        {
            throw new OperatorActionRequiredException($"There is no database {source} to copy.");
        }

        var now = clock.UtcNow();
        var path = Path.Combine(Path.GetFullPath(folder), $"academy-{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.db");
        try
        {
            SqliteFile.Prepare(path);
            await CopyAsync(source, path + Unfinished, cancellationToken);
            File.Move(path + Unfinished, path);
            Remove(Path.GetDirectoryName(path)!, keepDays is { } days ? now.AddDays(-days) : DateTime.MinValue);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorActionRequiredException($"The copy {path} cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(path + Unfinished);
        }

        return new DatabaseCopy(path, new FileInfo(path).Length, keys.Value.IsProtected);
    }

    /// <summary>One read of one instant, which hinders no writer. The copy counts only when SQLite finds it sound and it is on the disk.</summary>
    private static async Task CopyAsync(string source, string copy, CancellationToken cancellationToken)
    {
        SqliteFile.Create(copy);
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 0 }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var vacuum = connection.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $copy";
            vacuum.Parameters.AddWithValue("$copy", copy);
            await vacuum.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await SqliteFile.ProblemAsync(copy, cancellationToken) is { } problem)
        {
            throw new OperatorActionRequiredException($"The copy of {source} is not sound ({problem}): keep the last good copy, and check the disk.");
        }

        SqliteFile.Flush(copy);
    }

    private static void Remove(string folder, DateTime beforeUtc)
    {
        foreach (var old in Directory.EnumerateFiles(folder, "academy-*.db").Where(f => File.GetLastWriteTimeUtc(f) < beforeUtc))
        {
            File.Delete(old);
        }
    }

    private static string OwnTool(string provider) => provider == DatabaseProvider.PostgreSql
        ? "PostgreSQL is copied by its own tool: pg_dump --format=custom --no-owner --file=academy.dump DATABASE, and brought back by pg_restore (docs/operations.md shows both)."
        : "SQL Server is copied by its own tool: BACKUP DATABASE … TO DISK = '…' WITH CHECKSUM, and brought back by RESTORE DATABASE.";
}

/// <param name="Bytes">The size of the file.</param>
/// <param name="KeysProtected">The keys in the copy are encrypted: the certificate or the passphrase is needed to use it, and is not in it.</param>
public sealed record DatabaseCopy(string Path, long Bytes, bool KeysProtected);
