using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>Whether the file can be read and written. It takes no lock, so that it neither waits for a writer nor holds one up.</summary>
internal static class SqliteProbe
{
    private const int ReadOnly = 8;
    private const int Full = 13;

    /// <exception cref="SqliteException">The file is gone, damaged or read-only, or its disk is full.</exception>
    public static async Task RunAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (settings.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // A file that is gone must not be made anew.
            settings.Mode = SqliteOpenMode.ReadWrite;
        }

        await using var connection = new SqliteConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        await command.ExecuteScalarAsync(cancellationToken);
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new SqliteException("The database file is read-only.", ReadOnly);
        }

        if (File.Exists(settings.DataSource))
        {
            // SQLite itself writes only when somebody does, and readers do not notice a full disk.
            await WriteAsync($"{settings.DataSource}-probe-{Guid.NewGuid():N}", FileMode.CreateNew, FileOptions.DeleteOnClose, cancellationToken);
        }
    }

    /// <summary>Writes some pages to a file, and to its disk.</summary>
    internal static async Task WriteAsync(string path, FileMode mode, FileOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var beside = new FileStream(path, mode, FileAccess.Write, FileShare.None, bufferSize: 0, options);
            await beside.WriteAsync(new byte[16_384], cancellationToken);
            beside.Flush(flushToDisk: true);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SqliteException("The folder of the database is read-only.", ReadOnly);
        }
        catch (IOException e)
        {
            // ENOSPC is 28, EDQUOT 122, EROFS 30 on Linux; ERROR_DISK_FULL 112, ERROR_HANDLE_DISK_FULL 39 on Windows.
            throw new SqliteException(e.Message, (e.HResult & 0xFFFF) switch { 28 or 122 or 112 or 39 => Full, 30 => ReadOnly, _ => 10 });
        }
    }
}
