using CustomerService.Platform.Data;
using CustomerService.Providers.Tests;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(Databases))]

namespace CustomerService.Providers.Tests;

/// <summary>
/// Databases for tests, each test with one of its own, copied from a template that is made once. SQLite always; PostgreSQL at
/// <c>TEST_POSTGRES</c> (a connection string of a user who may create databases), or started from the machine's binaries; SQL Server only
/// at <c>TEST_SQLSERVER</c>.
/// </summary>
public sealed class Databases : IAsyncLifetime
{
    private const string Template = "academy_template";
    private readonly string folder = Directory.CreateTempSubdirectory("academy-db-").FullName;
    private readonly SemaphoreSlim gate = new(1);
    private readonly HashSet<string> prepared = [];
    private readonly List<(string Provider, string Name)> made = [];
    private LocalPostgreSql? local;
    private string? postgreSql;

    /// <summary>The providers that tests run on, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> All => SqlServer is null
        ? [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql]
        : [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer];

    private static string? SqlServer => Environment.GetEnvironmentVariable("TEST_SQLSERVER") is { Length: > 0 } connection ? connection : null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a fresh database with all tables and no rows.</summary>
    /// <param name="makeTables">Makes the tables in the database of a connection string.</param>
    public async Task<string> CreateAsync(string provider, Func<string, Task> makeTables)
    {
        await gate.WaitAsync();
        try
        {
            var name = $"academy_{Guid.NewGuid():N}";
            switch (provider)
            {
                case DatabaseProvider.Sqlite:
                    var template = Path.Combine(folder, Template + ".db");
                    if (prepared.Add(provider))
                    {
                        await makeTables($"Data Source={template}");
                        SqliteConnection.ClearAllPools();
                    }

                    var file = Path.Combine(folder, name + ".db");
                    File.Copy(template, file);
                    return $"Data Source={file}";
                case DatabaseProvider.PostgreSql:
                    var server = await PostgreSqlAsync();
                    if (prepared.Add(provider))
                    {
                        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Template}");
                        await ExecuteAsync(server, $"CREATE DATABASE {Template}");
                        await makeTables(new NpgsqlConnectionStringBuilder(server) { Database = Template, Pooling = false }.ToString());
                        made.Add((provider, Template));
                    }

                    await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {Template}");
                    made.Add((provider, name));
                    return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
                case DatabaseProvider.SqlServer:
                    var connection = new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ToString();
                    await makeTables(connection);
                    made.Add((provider, name));
                    return connection;
                default:
                    throw new ArgumentOutOfRangeException(nameof(provider), provider, "An unknown provider.");
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Closes what a pool still holds open of a database. Each test has a database, and so a pool, of its own; idle connections stay
    /// for five minutes, and a server has room for so many only.
    /// </summary>
    public static void CloseIdle(string provider, string connectionString)
    {
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                using (var connection = new NpgsqlConnection(connectionString))
                {
                    NpgsqlConnection.ClearPool(connection);
                }

                break;
            case DatabaseProvider.SqlServer:
                using (var connection = new SqlConnection(connectionString))
                {
                    SqlConnection.ClearPool(connection);
                }

                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        NpgsqlConnection.ClearAllPools();
        SqlConnection.ClearAllPools();
        if (local is not null)
        {
            await local.DisposeAsync();
        }

        foreach (var (provider, name) in made)
        {
            if (provider == DatabaseProvider.PostgreSql && local is null)
            {
                await ExecuteAsync(postgreSql!, $"DROP DATABASE IF EXISTS {name}");
            }
            else if (provider == DatabaseProvider.SqlServer)
            {
                await using var connection = new SqlConnection(SqlServer);
                await connection.OpenAsync();
                await using var command = new SqlCommand($"DROP DATABASE IF EXISTS [{name}]", connection);
                await command.ExecuteNonQueryAsync();
            }
        }

        gate.Dispose();
    }

    private async Task<string> PostgreSqlAsync()
    {
        postgreSql ??= Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given ? given : null;
        if (postgreSql is null)
        {
            local = await LocalPostgreSql.StartAsync();
            postgreSql = local?.ConnectionString;
        }

        Assert.SkipWhen(postgreSql is null, "No PostgreSQL here: install its server, or name one in TEST_POSTGRES.");
        return postgreSql;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
