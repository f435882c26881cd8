using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerService.Providers.Tests.Data;

/// <summary>An upgrade that was interrupted anywhere is made good by the next start, and nodes that start together wait for each other.</summary>
public sealed class UpgradeContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task An_empty_database_gets_every_migration_and_a_second_start_none(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider, LaterMigrations.AddTo);

        var applied = await MigrateAsync(node);

        Assert.Equal([LaterMigrations.Table, LaterMigrations.Column], applied.TakeLast(2));
        Assert.Equal(applied, await node.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList()));
        Assert.Empty(await MigrateAsync(node));
    }

    [Fact]
    public async Task The_lock_that_an_older_version_left_when_it_was_killed_holds_up_nobody()
    {
        await using var node = await Node.OnEmptyAsync(databases, DatabaseProvider.Sqlite, LaterMigrations.AddTo);
        await ToInitialAsync(node);
        await ExecuteAsync(node, """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-30 13:34:25')""");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        var applied = await node.UseAsync((MigrateDatabase migrate) => migrate.RunAsync(patience.Token));

        Assert.Equal([LaterMigrations.Table, LaterMigrations.Column], applied.TakeLast(2));
        Assert.Equal(0, await CountAsync(node, "sqlite_master WHERE name = '__EFMigrationsLock'"));
        // Also where nothing is pending: the older version may be started again.
        await ExecuteAsync(node, """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        Assert.Empty(await MigrateAsync(node));
        Assert.Equal(0, await CountAsync(node, "sqlite_master WHERE name = '__EFMigrationsLock'"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_migration_that_is_interrupted_leaves_nothing_of_itself(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider, LaterMigrations.AddTo);
        await ToInitialAsync(node);
        await ExecuteAsync(node, $"""CREATE TABLE "{LaterMigrations.Obstacle}" ("Id" int)""");

        await Assert.ThrowsAnyAsync<Exception>(() => MigrateAsync(node));
        var applied = await node.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());
        Assert.DoesNotContain(LaterMigrations.Column, applied);
        Assert.Equal(applied.Contains(LaterMigrations.Table), await ExistsAsync(node, "Later"));

        await ExecuteAsync(node, $"""DROP TABLE "{LaterMigrations.Obstacle}" """);
        Assert.Equal(LaterMigrations.Column, (await MigrateAsync(node))[^1]);
        Assert.Equal(LaterMigrations.Rows, await CountAsync(node, "\"Later\" WHERE \"Note\" = ''"));
    }

    [Fact]
    public async Task An_upgrade_that_ends_without_commit_leaves_the_file_as_it_was()
    {
        await using var node = await Node.OnEmptyAsync(databases, DatabaseProvider.Sqlite, LaterMigrations.AddTo);
        await ToInitialAsync(node);
        var before = await node.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

        // The obstacle stands before the second migration: the first one was done.
        await ExecuteAsync(node, $"""CREATE TABLE "{LaterMigrations.Obstacle}" ("Id" int)""");
        await Assert.ThrowsAsync<SqliteException>(() => MigrateAsync(node));

        Assert.Equal(before, await node.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList()));
        Assert.False(await ExistsAsync(node, "Later"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_table_that_is_built_anew_keeps_the_rows_that_refer_to_it(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider, LaterMigrations.AddTo);

        await MigrateAsync(node);

        Assert.Equal(LaterMigrations.Rows, await CountAsync(node, "\"LaterPart\""));
        await ExecuteAsync(node, """DELETE FROM "Later" WHERE "Id" <= 10""");
        Assert.Equal(LaterMigrations.Rows - 10, await CountAsync(node, "\"LaterPart\""));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_start_that_may_not_migrate_refuses_a_database_that_lacks_something(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider, LaterMigrations.AddTo);
        await ToInitialAsync(node);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => CheckAsync(node));
        Assert.Contains("run the verb migrate", refused.Message, StringComparison.Ordinal);
        Assert.False(await ExistsAsync(node, "Later"));
        await MigrateAsync(node);
        await CheckAsync(node);

        static Task<int> CheckAsync(Node node) => node.UseAsync(async (MigrateDatabase migrate) =>
        {
            await migrate.CheckAsync();
            return 0;
        });
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_nodes_that_start_together_upgrade_once(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider, LaterMigrations.AddTo);
        await using var neighbour = node.Another(LaterMigrations.AddTo);

        var applied = await Task.WhenAll(new[] { node, neighbour }.Select(n => Task.Run(() => MigrateAsync(n))));

        Assert.Single(applied, a => a.Count == 0);
        Assert.Equal([LaterMigrations.Table, LaterMigrations.Column], applied.Single(a => a.Count > 0).TakeLast(2));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_is_waited_for_is_logged(string provider)
    {
        using var log = new RecordedLog();
        await using var node = await Node.OnEmptyAsync(databases, provider, services =>
        {
            LaterMigrations.AddTo(services);
            services.AddLogging(logging => logging.AddProvider(log));
        });
        await ToInitialAsync(node);
        Task upgrade;
        await using (await HoldAsync(node, provider))
        {
            upgrade = Task.Run(() => MigrateAsync(node));
            while (!upgrade.IsCompleted && !log.Entries.Any(e => e.Message == "Waiting for another process that is upgrading the database"))
            {
                await Task.Delay(20);
            }

            Assert.False(upgrade.IsCompleted);
        }

        await upgrade;
        Assert.Single(log.Entries, e => e.Message == "Waiting for another process that is upgrading the database");
        Assert.Contains(log.Entries, e => e.Message == $"Applying migration {LaterMigrations.Column}");
    }

    private static Task<IReadOnlyList<string>> MigrateAsync(Node node) => node.UseAsync((MigrateDatabase migrate) => migrate.RunAsync());

    /// <summary>The database of an older version: EF's own way, up to the product's first migration.</summary>
    private static Task ToInitialAsync(Node node) => node.ReadAsync(async db =>
    {
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        return 0;
    });

    /// <summary>Holds what another process would hold that is upgrading.</summary>
    private static async Task<IAsyncDisposable> HoldAsync(Node node, string provider)
    {
        var connectionString = await node.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        if (provider == DatabaseProvider.Sqlite)
        {
            // Without a pool, so that closing it ends the transaction.
            var file = new SqliteConnection(connectionString + ";Pooling=False");
            await file.OpenAsync();
            await ExecuteAsync(file, "BEGIN IMMEDIATE");
            return file;
        }

        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await session.OpenAsync();
        await ExecuteAsync(session, "SELECT pg_advisory_lock(x'61636164656D79'::bigint)");
        return session;
    }

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this test's.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static Task ExecuteAsync(Node node, string sql) => node.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private static async Task<bool> ExistsAsync(Node node, string table) =>
        await CountAsync(node, (await node.ReadAsync(db => Task.FromResult(db.Database.IsSqlite())) ? "sqlite_master WHERE name = '" : "information_schema.tables WHERE table_name = '") + table + "'") > 0;

    private static Task<int> CountAsync(Node node, string from)
    {
        var count = "SELECT CAST(COUNT(*) AS int) AS \"Value\" FROM " + from;
        return node.ReadAsync(async db => (await db.Database.SqlQueryRaw<int>(count).ToListAsync())[0]);
    }
}
