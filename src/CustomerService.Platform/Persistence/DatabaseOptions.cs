using System.ComponentModel.DataAnnotations;

namespace CustomerService.Platform.Persistence;

/// <summary>Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (embedded, default), <c>PostgreSql</c> or <c>SqlServer</c>.</summary>
    public string Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>ADO.NET connection string of the provider. Empty with SQLite: <c>academy-data/academy.db</c> in the working directory.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Statements per round trip; 1 for servers that speak SQL Server's protocol but lack MERGE. Null: the provider's default.</summary>
    [Range(1, 1000)]
    public int? MaxBatchSize { get; set; }

    /// <summary>Most connections that a node opens to a server database, where the connection string does not say it (<c>Maximum Pool Size</c>). The
    /// providers' own 100 is all that PostgreSQL takes from every node together, while few of them ever work at once.</summary>
    [Range(1, 1000)]
    public int MaxConnections { get; set; } = 30;

    /// <summary>Longest a statement may take on a server database, where the connection string does not say it (<c>Command Timeout</c>): somebody waits
    /// for its page. The providers' own is 30. Work on very many rows, such as a migration or the assignment of a course to an audience, states its own.</summary>
    [Range(1, 600)]
    public int CommandSeconds { get; set; } = 10;

    /// <summary>Apply pending migrations at start. Off if the deployment runs <c>migrate</c> itself.</summary>
    public bool MigrateAtStart { get; set; } = true;
}

/// <summary>Names of the supported database providers.</summary>
public static class DatabaseProvider
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";
    public const string PostgreSql = "PostgreSql";

    public static IReadOnlyList<string> All { get; } = [Sqlite, SqlServer, PostgreSql];
}
