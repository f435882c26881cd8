using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Data;

/// <summary>A database created by another version is left untouched, and the error says how to start afresh.</summary>
public sealed class UnknownDatabaseContracts(Databases databases)
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_history_that_is_not_known_here_is_refused(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using (var db = await node.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) NOT NULL PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL);
                INSERT INTO "__EFMigrationsHistory" VALUES ('20261122001302_Initial', '10.0.14');
                """);
        }

        await using var scope = node.Services.CreateAsyncScope();
        var migrate = scope.ServiceProvider.GetRequiredService<MigrateDatabase>();

        var refused = await Assert.ThrowsAsync<UnknownDatabaseException>(() => migrate.RunAsync());
        await Assert.ThrowsAsync<UnknownDatabaseException>(() => migrate.CheckAsync());

        Assert.Contains("20261122001302_Initial", refused.Message, StringComparison.Ordinal);
        Assert.Contains("begin anew with an empty database", refused.Message, StringComparison.Ordinal);
    }
}
