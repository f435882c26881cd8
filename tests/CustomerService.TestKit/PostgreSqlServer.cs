using Npgsql;

namespace CustomerService.TestKit;

/// <summary>The PostgreSQL server of this run of tests: the one at <c>TEST_POSTGRES</c> (a connection string of a user who may create
/// databases), or one started from the machine's binaries when it is first asked for and
/// stopped at the end, at the latest when the process ends.</summary>
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

    /// <summary>Makes a database.</summary>
    /// <param name="template">The database to copy, to which nobody may be connected; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return await ConnectionStringOfAsync(name);
    }

    /// <summary>The connection string of a database of this server.</summary>
    public static async Task<string> ConnectionStringOfAsync(string name) =>
        new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Database = name }.ToString();

    /// <summary>Removes a database and whoever is still connected to it; a server of the tests' own takes all of them along when it ends.</summary>
    public static Task DropDatabaseAsync(string name) =>
        GivenConnectionString is not null ? ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)") : Task.CompletedTask;

    /// <summary>Closes what a pool still holds open of a database. Each test has a database, and so a pool, of its own; idle connections
    /// stay for five minutes, and a server has room for so many only.</summary>
    public static void CloseIdle(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Closes what the pool holds open of a database, and removes it.</summary>
    public static async Task ReleaseAsync(string connectionString)
    {
        CloseIdle(connectionString);
        await DropDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);
    }

    /// <summary>Stops the server if it is the tests' own. Nobody asks for a database after this.</summary>
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
#pragma warning disable CA2100 // The names are the tests' own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
