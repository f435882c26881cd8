using System.Data;
using System.Reflection;
using System.Runtime.CompilerServices;
using CustomerService.Platform.Data;
using CustomerService.Web;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests;

/// <summary>The migrations of every database say what the model says, and can be written as a script for a database administrator.</summary>
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

    [Fact]
    public void The_stand_in_for_SqlServer_types_lets_SqlClient_send_parameters()
    {
        Assert.Equal(SqlDbType.Int, new SqlParameter("@number", 5).SqlDbType);
        Assert.Equal(SqlDbType.NVarChar, new SqlParameter("@text", "متن").SqlDbType);

        // What a parameterised command needs is compiled without a server: a missing type shows here, not in production.
        foreach (var type in new[] { "TdsParser", "MetaType", "SqlCommand", "SqlParameter", "SqlDataReader" })
        {
            foreach (var method in typeof(SqlConnection).Assembly.GetType($"Microsoft.Data.SqlClient.{type}", throwOnError: true)!
                .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(m => !m.IsAbstract && !m.ContainsGenericParameters))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
    }

    private static string Quoted(string provider, string name) => provider == DatabaseProvider.SqlServer ? $"[{name}]" : $"\"{name}\"";
}
