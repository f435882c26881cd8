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

    [Fact]
    public async Task A_file_is_imported_in_the_name_and_rights_of_whoever_is_named()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", .. Settings]));
        await using var academy = AcademyHost.Build(Settings);
        await using var scope = academy.Services.CreateAsyncScope();
        var founder = (await scope.ServiceProvider.GetRequiredService<SetUpAcademy>().RunAsync(
            new LocalText("سازمان", "Organisation"), new PersonName("نخستین", "مدیر"), "founder", Academy.Password, Language.Persian, null, cancellation)).Value;
        var file = Path.Combine(_folder, "staff.csv");
        await File.WriteAllTextAsync(file, "Staff code,نام,نام خانوادگی,موبایل,Notes\n0010,کیان,راد,09121110010,x\n0011,مینا,نوری,0912,y\n", cancellation);
        string[] import = ["people", "import", file, "--map", "staff CODE=PersonnelNumber"];

        var (nobody, words) = await RunAsync([.. import, "--as", "nobody"]);
        Assert.Equal((2, true), (nobody, words.Contains("--as", StringComparison.Ordinal)));
        Assert.Equal(2, (await RunAsync(["people", "import", file + "x", "--as", "founder"])).Code);
        Assert.Equal(2, (await RunAsync([.. import, "--map", "No such=Email", "--as", "founder"])).Code);
        var (dry, told) = await RunAsync([.. import, "--as", "FOUNDER", "--dry-run", "--json"]);
        Assert.Equal(1, dry);
        Assert.Contains("Row 3: Mobile: This is no mobile number", told, StringComparison.Ordinal);
        Assert.Contains("“Notes” is ignored", told, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync([.. import, "--as", "founder"])).Code); // an error, so nothing at all
        await using var db = await academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellation);
        Assert.Equal(1, await db.Set<Person>().CountAsync(cancellation));

        var (fa, persian) = await RunAsync([.. import, "--as", "founder", "--skip-errors", "--lang", "fa"]);
        Assert.Equal((1, true), (fa, persian.Contains("این شمارهٔ همراه نیست", StringComparison.Ordinal)));
        Assert.Equal("+989121110010", await db.Set<Person>().Where(p => p.FamilyName == "راد").Select(p => p.Mobile).SingleAsync(cancellation));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.ActorId == founder && a.Action == "people.added", cancellation));
        await File.WriteAllTextAsync(file, "نام,نام خانوادگی,کد پرسنلی\nکیان,راد,۰۰۱۰\n", cancellation);
        Assert.Equal(0, (await RunAsync(["people", "import", file, "--as", "founder"])).Code); // nothing to do

        await File.WriteAllTextAsync(file, "نام واحد,Name in English,واحد بالادست\nفروش,Sales,\nتهران,Tehran,فروش\n", cancellation);
        Assert.Equal(0, (await RunAsync(["people", "import", file, "--kind", "units", "--as", "founder"])).Code);
        Assert.Equal(["Sales", "Tehran"], (await db.Set<Unit>().AsNoTracking().ToListAsync(cancellation)).OrderBy(u => u.Path.Length).Select(u => u.Name.En));

        async Task<(int Code, string Errors)> RunAsync(string[] arguments)
        {
            await using var errors = new StringWriter();
            var culture = System.Globalization.CultureInfo.CurrentUICulture;
            try
            {
                return (await CommandLine.RunAsync([.. arguments, .. Settings], errors), errors.ToString());
            }
            finally
            {
                System.Globalization.CultureInfo.CurrentUICulture = culture;
            }
        }
    }
}
