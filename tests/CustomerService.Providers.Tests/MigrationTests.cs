using CustomerService.Platform.Persistence;
using CustomerService.Web;
using CustomerService.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests;

/// <summary>Each provider's migrations match the model, and can be generated as a script for a database administrator.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string, string> Providers { get; } = new()
    {
        { DatabaseProvider.Sqlite, "Data Source=:memory:" },
        { DatabaseProvider.PostgreSql, "Host=localhost;Database=model" },
        { DatabaseProvider.SqlServer, "Server=localhost;Database=model;Encrypt=false" },
    };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_change_of_the_model_waits_for_a_migration(string provider, string connection)
    {
        await using var academy = AcademyHost.Build(["--applicationName=CustomerService.Web", $"--Database:Provider={provider}", $"--Database:ConnectionString={connection}"]);
        await using var db = academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_whole_history_can_be_written_as_a_script(string provider, string connection)
    {
        await using var academy = AcademyHost.Build(["--applicationName=CustomerService.Web", $"--Database:Provider={provider}", $"--Database:ConnectionString={connection}"]);
        await using var db = academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

        var script = db.GetService<IMigrator>().GenerateScript();

        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).Distinct())
        {
            Assert.Contains($"CREATE TABLE {Quoted(provider, table!)}", script);
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost;Database=model")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost;Database=model;Encrypt=false")]
    public async Task The_script_for_an_administrator_asks_before_each_migration_what_has_been_applied(string provider, string connection)
    {
        var file = Path.GetTempFileName();

        Assert.Equal(0, await CommandLine.RunAsync(
            ["migrate", "--script", "--output", file, "--applicationName=CustomerService.Web", $"--Database:Provider={provider}", $"--Database:ConnectionString={connection}"]));

        var script = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.Contains("_Initial", script);
        Assert.Contains("IF NOT EXISTS", script);
        if (provider == DatabaseProvider.SqlServer)
        {
            // In a batch of its own, before the first statement: sqlcmd begins with it off.
            Assert.Matches(@"\ASET QUOTED_IDENTIFIER ON;\r?\nSET ANSI_NULLS ON;\r?\nSET XACT_ABORT ON;\r?\nGO\r?\n", string.Join('\n', script.Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task SQLite_has_no_script_and_says_so() => Assert.Equal(1, await CommandLine.RunAsync(
        ["migrate", "--script", "--applicationName=CustomerService.Web", "--Database:Provider=Sqlite", "--Database:ConnectionString=Data Source=:memory:"]));

    private static string Quoted(string provider, string name) => provider == DatabaseProvider.SqlServer ? $"[{name}]" : $"\"{name}\"";
}
