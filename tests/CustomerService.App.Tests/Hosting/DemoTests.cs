using CustomerService.Certificates.Issuing;
using CustomerService.Learning.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web;
using CustomerService.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Hosting;

/// <summary>The demonstration, on SQLite whatever <c>TEST_DATABASE</c> says: a trigger in SQLite's dialect interrupts its first startup.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("academy-demo-");

    private string Connection => $"Data Source={Path.Combine(_folder.FullName, "academy.db")}";

    private string[] Arguments =>
    [
        "--environment", "Testing", "--applicationName", "CustomerService.Web", "--contentRoot", Repository.PathOf("src", "CustomerService.Web"),
        $"--Database:ConnectionString={Connection}", $"--Catalogue:ContentPath={Repository.PathOf("content")}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft=None",
        "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
    ];

    [Fact]
    public async Task A_first_start_that_was_cut_short_anywhere_is_made_good_by_the_next()
    {
        await using var academy = AcademyHost.Build(Arguments);
        await using (var scope = academy.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<MigrateDatabase>().RunAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<PrepareSigningKey>().RunAsync(TestContext.Current.CancellationToken);
        }

        // Interrupted with a few people added, with a few enrolled, and at the last step.
        await CutShortAsync("Accounts", 5, academy);
        Assert.Empty(await AccountsAsync(academy));
        await CutShortAsync("Enrolments", 4, academy);
        var began = await ReadAsync(academy, db => db.Set<Enrolment>().Select(e => e.Id).ToListAsync());
        Assert.Equal(4, began.Count);
        await CutShortAsync("Installation", 0, academy);

        Assert.True(await DemoAcademy.FillAsync(Arguments, TestClock.Create().UtcNow(), TestContext.Current.CancellationToken));
        Assert.False(await DemoAcademy.FillAsync(Arguments, TestClock.Create().UtcNow(), TestContext.Current.CancellationToken));

        var accounts = await AccountsAsync(academy);
        Assert.Equal(DemoPeople.Leads.Length + DemoPeople.Others.Length, accounts.Count);
        Assert.Superset(DemoPeople.Leads.Select(p => p.SignInName).ToHashSet(), accounts.ToHashSet());
        Assert.Equal(1, await ReadAsync(academy, db => db.Set<Installation>().CountAsync()));
        Assert.Equal(1, await ReadAsync(academy, db => db.Set<Organisation>().CountAsync(o => o.Kind == OrganisationKind.Employer)));
        // A unit that is history, with all that happened to it.
        var gone = await ReadAsync(academy, db => db.Set<Unit>().Where(u => u.ClosedAtUtc != null).Select(u => u.Id).SingleAsync());
        Assert.Equal(
            ["organisation.unit-added", "organisation.unit-moved", "organisation.renamed", "organisation.unit-merged"],
            await ReadAsync(academy, db => db.Set<AuditEntry>().Where(a => a.SubjectId == gone).OrderBy(a => a.AtUtc).Select(a => a.Action).ToListAsync()));
        Assert.NotEmpty(await ReadAsync(academy, db => db.Set<Completion>().Select(c => c.Id).ToListAsync()));
        // People with something that ends soon, that has ended, and that was renewed.
        var now = TestClock.Create().UtcNow();
        Assert.True(await ReadAsync(academy, db => db.Set<Completion>().AnyAsync(c => c.ValidUntilUtc >= now && c.ValidUntilUtc < now.AddDays(60))), "expiring");
        Assert.True(await ReadAsync(academy, db => db.Set<Completion>().AnyAsync(c => c.ValidUntilUtc < now)), "expired");
        Assert.True(await ReadAsync(academy, db => db.Set<Completion>().AnyAsync(c => db.Set<Enrolment>().Any(e => e.Id == c.EnrolmentId && e.Number == 2))), "renewed");
        Assert.Superset(began.ToHashSet(), (await ReadAsync(academy, db => db.Set<Enrolment>().Select(e => e.Id).ToListAsync())).ToHashSet());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts a demonstration that fails when a table has this many rows.</summary>
    private async Task CutShortAsync(string table, int rows, WebApplication academy)
    {
        await DoAsync($"CREATE TRIGGER cut_short BEFORE INSERT ON \"{table}\" WHEN (SELECT COUNT(*) FROM \"{table}\") >= {rows} BEGIN SELECT RAISE(ABORT, 'The power went.'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => DemoAcademy.FillAsync(Arguments, TestClock.Create().UtcNow(), TestContext.Current.CancellationToken));
        Assert.False(await academy.Services.GetRequiredService<SetupState>().IsDoneAsync(TestContext.Current.CancellationToken));
        await DoAsync("DROP TRIGGER cut_short");
    }

    private async Task DoAsync(string sql)
    {
        await using var connection = new SqliteConnection(Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements come from this test, not from input.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Task<List<string>> AccountsAsync(WebApplication academy) => ReadAsync(academy, db => db.Set<Account>().Select(a => a.UserName!).ToListAsync());

    private static async Task<T> ReadAsync<T>(WebApplication academy, Func<AppDbContext, Task<T>> read)
    {
        await using var db = await academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await read(db);
    }
}
