using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>What the academy wants of a SQL Server database and cannot see from what it stores.</summary>
/// <param name="MajorVersion">15 is SQL Server 2019.</param>
/// <param name="Collation">Of the database; the columns follow it, since the migrations name none.</param>
/// <param name="ReadsSnapshots">Whether READ_COMMITTED_SNAPSHOT is on.</param>
/// <param name="CountsRows">Whether statements say how many rows they changed: whether NOCOUNT is off for new sessions.</param>
internal sealed record SqlServerState(int MajorVersion, string Collation, bool ReadsSnapshots, bool CountsRows)
{
    /// <summary>Compares code points, as SQLite and PostgreSQL do: codes and keys differ by case, and names are ordered by keys of the academy's own.</summary>
    public const string BinaryCollation = "Latin1_General_100_BIN2";

    /// <summary>SQL Server 2019.</summary>
    private const int OldestVersion = 15;

    public static async Task<SqlServerState> ReadAsync(AppDbContext db, CancellationToken cancellationToken) => (await db.Database.SqlQuery<SqlServerState>(
        $"""
        SELECT CAST(SERVERPROPERTY('ProductMajorVersion') AS int) AS [MajorVersion], CAST(collation_name AS nvarchar(128)) AS [Collation],
            is_read_committed_snapshot_on AS [ReadsSnapshots], CAST(CASE WHEN @@OPTIONS & 512 = 0 THEN 1 ELSE 0 END AS bit) AS [CountsRows]
        FROM sys.databases WHERE database_id = DB_ID()
        """).ToListAsync(cancellationToken))[0];

    /// <returns>What is not as it should be, each with the remedy.</returns>
    /// <exception cref="StartRefusedException">The academy would decide wrongly: row counts say who won a race.</exception>
    public IReadOnlyList<string> Judge()
    {
        if (!CountsRows)
        {
            throw new StartRefusedException("NOCOUNT is on for new sessions of this SQL Server, and the academy needs row counts: switch it off in the server's user options (sp_configure 'user options').");
        }

        List<string> warnings = [];
        if (MajorVersion < OldestVersion)
        {
            warnings.Add($"This SQL Server has version {MajorVersion}; the academy is made for version {OldestVersion} (2019) and later");
        }

        if (!ReadsSnapshots)
        {
            warnings.Add("READ_COMMITTED_SNAPSHOT is off, so that readers wait for writers: ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON");
        }

        if (!Collation.Contains("_BIN2", StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add($"The database compares text by {Collation}, for which different codes may be equal: make it with COLLATE {BinaryCollation}");
        }

        return warnings;
    }

    /// <summary>The statements that make a database as it should be, for <c>master</c>.</summary>
    public static IReadOnlyList<string> CreationOf(string database)
    {
        var name = "[" + database.Replace("]", "]]", StringComparison.Ordinal) + "]";
        return [$"CREATE DATABASE {name} COLLATE {BinaryCollation}", $"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON"];
    }
}
