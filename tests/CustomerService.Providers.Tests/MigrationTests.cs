using CustomerService.Platform.Persistence;
using CustomerService.Web;
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

    private static string Quoted(string provider, string name) => provider == DatabaseProvider.SqlServer ? $"[{name}]" : $"\"{name}\"";
}
