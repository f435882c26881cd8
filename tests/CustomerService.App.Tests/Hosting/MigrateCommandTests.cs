using CustomerService.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CustomerService.App.Tests.Hosting;

public sealed class MigrateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migrate-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Migrating_a_new_database_succeeds_and_one_of_another_version_fails()
    {
        Assert.Equal(0, await MigrateAsync());
        await using (var database = new SqliteConnection(Connection))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var rename = new SqliteCommand("UPDATE __EFMigrationsHistory SET MigrationId = '20261122001302_Initial' WHERE MigrationId LIKE '%!_Initial' ESCAPE '!'", database);
            Assert.Equal(1, await rename.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(1, await MigrateAsync());
    }

    private string Connection => $"Data Source={Path.Combine(_folder, "academy.db")}";

    private Task<int> MigrateAsync() => CommandLine.RunAsync(["migrate", "--applicationName=CustomerService.Web", "--Database:Provider=Sqlite", $"--Database:ConnectionString={Connection}"]);
}
