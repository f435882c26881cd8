using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerService.Providers.Tests;

/// <summary>Tests of the test infrastructure itself.</summary>
public sealed class NodeTests(Databases databases)
{
    [Fact]
    public async Task A_node_that_ended_leaves_its_database_no_connection()
    {
        string connectionString;
        await using (var node = await Node.StartAsync(databases, DatabaseProvider.PostgreSql))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => node.ReadAsync(db => db.Set<Organisation>().CountAsync())));
            connectionString = await node.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        }

        var ended = new NpgsqlConnectionStringBuilder(connectionString);
        await using var watch = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ToString());
        await watch.OpenAsync();
        await using var left = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", watch) { Parameters = { new() { Value = ended.Database } } };
        // The server closes a connection shortly after it was told to.
        for (var asked = 0; asked < 200 && (long)(await left.ExecuteScalarAsync())! > 0; asked++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(0L, await left.ExecuteScalarAsync());
    }
}
