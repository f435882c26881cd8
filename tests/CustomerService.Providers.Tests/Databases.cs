using CustomerService.Providers.Tests;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(Databases))]

namespace CustomerService.Providers.Tests;

/// <summary>
/// Databases for tests, one per test, copied from a template that is created once. SQLite always; PostgreSQL at
/// <see cref="PostgreSqlServer"/>; SQL Server only at <c>TEST_SQLSERVER</c>.
/// </summary>
public sealed class Databases : IAsyncLifetime
{
    private const string Template = "academy_template";
    private readonly string _folder = Directory.CreateTempSubdirectory("academy-db-").FullName;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HashSet<string> _prepared = [];
    private readonly List<(string Provider, string Name)> _made = [];

    /// <summary>The providers that tests run on, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> All => SqlServer is null
        ? [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql]
        : [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer];

    private static string? SqlServer => Environment.GetEnvironmentVariable("TEST_SQLSERVER") is { Length: > 0 } connection ? connection : null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a fresh database with all tables and no rows.</summary>
    /// <param name="makeTables">Creates the tables in the database of a connection string.</param>
    public async Task<string> CreateAsync(string provider, Func<string, Task> makeTables)
    {
        await _gate.WaitAsync();
        try
        {
            var name = $"academy_{Guid.NewGuid():N}";
            switch (provider)
            {
                case DatabaseProvider.Sqlite:
                    var template = Path.Combine(_folder, Template + ".db");
                    if (_prepared.Add(provider))
                    {
                        await makeTables($"Data Source={template}");
                        SqliteConnection.ClearAllPools();
                    }

                    var file = Path.Combine(_folder, name + ".db");
                    File.Copy(template, file);
                    return $"Data Source={file}";
                case DatabaseProvider.PostgreSql:
                    Assert.SkipWhen(await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here: install its server, or name one in TEST_POSTGRES.");
                    if (_prepared.Add(provider))
                    {
                        await PostgreSqlServer.DropDatabaseAsync(Template);
                        await makeTables(new NpgsqlConnectionStringBuilder(await PostgreSqlServer.CreateDatabaseAsync(Template)) { Pooling = false }.ToString());
                        lock (_made) { _made.Add((provider, Template)); }
                    }

                    lock (_made) { _made.Add((provider, name)); }
                    return await PostgreSqlServer.CreateDatabaseAsync(name, Template);
                case DatabaseProvider.SqlServer:
                    var connection = new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ToString();
                    await makeTables(connection);
                    lock (_made) { _made.Add((provider, name)); }
                    return connection;
                default:
                    throw new ArgumentOutOfRangeException(nameof(provider), provider, "An unknown provider.");
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The connection string of a fresh database without a table.</summary>
    public async Task<string> CreateEmptyAsync(string provider)
    {
        var name = $"academy_{Guid.NewGuid():N}";
        if (provider == DatabaseProvider.Sqlite)
        {
            return $"Data Source={Path.Combine(_folder, name + ".db")}";
        }

        lock (_made) { _made.Add((provider, name)); }
        if (provider == DatabaseProvider.SqlServer)
        {
            return new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ToString();
        }

        Assert.SkipWhen(await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here: install its server, or name one in TEST_POSTGRES.");
        return await PostgreSqlServer.CreateDatabaseAsync(name);
    }

    /// <summary>
    /// Closes a database's pooled connections. Each test has its own database, and so its own pool; idle connections stay open
    /// for five minutes, and a server's connections are limited.
    /// </summary>
    public static void CloseIdle(string provider, string connectionString)
    {
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                PostgreSqlServer.CloseIdle(connectionString);
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
        Directory.Delete(_folder, recursive: true);
        NpgsqlConnection.ClearAllPools();
        SqlConnection.ClearAllPools();
        foreach (var (provider, name) in _made)
        {
            if (provider == DatabaseProvider.PostgreSql)
            {
                await PostgreSqlServer.DropDatabaseAsync(name);
            }
            else if (provider == DatabaseProvider.SqlServer)
            {
                await using var connection = new SqlConnection(SqlServer);
                await connection.OpenAsync();
                await using var command = new SqlCommand($"DROP DATABASE IF EXISTS [{name}]", connection);
                await command.ExecuteNonQueryAsync();
            }
        }

        await PostgreSqlServer.StopAsync();
        _gate.Dispose();
    }
}
