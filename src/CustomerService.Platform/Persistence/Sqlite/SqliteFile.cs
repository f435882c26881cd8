using Microsoft.Data.Sqlite;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>The database file: who may read it, whether it is sound, and what is on disk.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file's folder, if there is none, and the file, so that only the user who runs the academy can read them: it holds
    /// people's data and keys. Takes the rights of others off an existing file. SQLite gives its journal the file's own rights.</summary>
    /// <exception cref="IOException">The folder or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Prepare(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        foreach (var file in new[] { path, path + "-wal", path + "-shm" }.Where(File.Exists))
        {
            var mode = File.GetUnixFileMode(file);
            if ((mode & ~OwnerOnly) != UnixFileMode.None)
            {
                File.SetUnixFileMode(file, OwnerOnly);
            }
        }
    }

    /// <summary>Creates an empty file, if there is none, that only its owner can read. SQLite makes a database of it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>What SQLite finds wrong with a database; null for a sound one.</summary>
    public static async Task<string?> ProblemAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(ReadOnly(path));
            await connection.OpenAsync(cancellationToken);
            await using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check(1)";
            return await check.ExecuteScalarAsync(cancellationToken) is string and "ok" ? null : "its pages do not fit together";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            return "it is no SQLite database";
        }
    }

    /// <summary>Waits until what was written is on the disk.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    public static string ReadOnly(string path) => new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
}
