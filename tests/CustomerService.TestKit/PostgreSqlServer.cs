using Npgsql;

namespace CustomerService.TestKit;

/// <summary>The PostgreSQL server of this test run: the one at <c>TEST_POSTGRES</c> (a connection string of a user who may create
/// databases), or one started from the machine's binaries on first use and
/// stopped at the end, at the latest when the process exits.</summary>
public static class PostgreSqlServer
{
    private static readonly Lazy<Task<string?>> Server = new(FindAsync);
    private static LocalPostgreSql? Local;

    private static string? GivenConnectionString { get; } = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <returns>The connection string of its maintenance database; null where there is no server.</returns>
    public static Task<string?> FindOrNullAsync() => Server.Value;

    /// <exception cref="InvalidOperationException">There is no server.</exception>
    public static async Task<string> ConnectionStringAsync() =>
        await Server.Value ?? throw new InvalidOperationException("No PostgreSQL here: install its server, or name one in TEST_POSTGRES.");

    /// <summary>Creates a database.</summary>
    /// <param name="template">The database to copy, which must have no connections; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return await ConnectionStringOfAsync(name);
    }

    /// <summary>The connection string of a database of this server.</summary>
    public static async Task<string> ConnectionStringOfAsync(string name) =>
        new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Database = name }.ToString();

    /// <summary>Drops a database and its remaining connections; a server started by the tests is deleted with all its databases.</summary>
    public static Task DropDatabaseAsync(string name) =>
        GivenConnectionString is not null ? ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)") : Task.CompletedTask;

    /// <summary>Closes a database's pooled connections. Each test has its own database, and so its own pool; idle connections
    /// stay open for five minutes, and a server's connections are limited.</summary>
    public static void CloseIdle(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Closes a database's pooled connections and drops it.</summary>
    public static async Task ReleaseAsync(string connectionString)
    {
        CloseIdle(connectionString);
        await DropDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);
    }

    /// <summary>Stops the server if the tests started it. No database may be requested after this.</summary>
    public static async Task StopAsync()
    {
        if (Interlocked.Exchange(ref Local, null) is { } own)
        {
            NpgsqlConnection.ClearAllPools();
            await own.DisposeAsync();
        }
    }

    private static async Task<string?> FindAsync()
    {
        if (GivenConnectionString is { } given)
        {
            return given;
        }

        Local = await LocalPostgreSql.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAsync().GetAwaiter().GetResult();
        return Local?.ConnectionString;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync());
        await connection.OpenAsync();
#pragma warning disable CA2100 // The names come from the tests, not from input.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
