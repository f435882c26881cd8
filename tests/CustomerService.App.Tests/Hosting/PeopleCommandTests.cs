using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web;
using CustomerService.Web.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Hosting;

/// <summary>The verbs that help the last administrator back in, on SQLite.</summary>
public sealed class PeopleCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("people-").FullName;

    private string[] Settings => ["--applicationName=CustomerService.Web", "--environment=Testing", "--Database:Provider=Sqlite", $"--Database:ConnectionString=Data Source={Path.Combine(_folder, "academy.db")}", "--Logging:LogLevel:Default=Error"];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_lost_password_and_a_lost_second_factor_are_reset_and_audited()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", .. Settings]));
        await using var academy = AcademyHost.Build(Settings);
        await using var scope = academy.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<SetUpAcademy>().RunAsync(
            new LocalText("سازمان", "Organisation"), new PersonName("نخستین", "مدیر"), "founder", Academy.Password, Language.Persian, null, cancellation);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync(db =>
        {
            db.Add(new Authenticator(made.Value, "x", 0, TestClock.Create().UtcNow()));
            db.AddRange(RecoveryCode.CreateSet(made.Value).Set);
            return Task.FromResult(0);
        }, cancellation);

        Assert.Equal(1, await CommandLine.RunAsync(["people", "reset-second-factor", "--user", "nobody", .. Settings]));
        Assert.Equal(0, await CommandLine.RunAsync(["people", "reset-second-factor", "--user", "FOUNDER", .. Settings]));
        await using var errors = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync(["people", "reset-second-factor", "--user", "founder", .. Settings], errors)); // there is none any more
        Assert.StartsWith("Nothing was changed. ", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("people.no-second-factor", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await CommandLine.RunAsync(["people", "reset-password", "--user", "founder", .. Settings]));
        Assert.NotEqual(0, await CommandLine.RunAsync(["people", "reset-password", .. Settings]));

        await using var db = await academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellation);
        Assert.False(await db.Set<Authenticator>().AnyAsync(cancellation) || await db.Set<RecoveryCode>().AnyAsync(cancellation));
        Assert.Equal(PasswordOrigin.HandedOut, await db.Set<Account>().Select(a => a.PasswordOrigin).SingleAsync(cancellation));
        Assert.Superset(new HashSet<string> { "people.second-factor-reset", "people.password-reset" }, (await db.Set<AuditEntry>().Where(a => a.ActorId == null).Select(a => a.Action).ToListAsync(cancellation)).ToHashSet());
    }
}
