using System.Net;
using System.Net.Sockets;
using CustomerService.Certificates.Issuing;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web;
using CustomerService.Web.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.App.Tests.Hosting;

/// <summary>A start that cannot succeed says so in one sentence; one that was killed does not stop the next.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("start-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "academy.db");

    private string[] Arguments =>
    [
        "--environment", "Testing", "--applicationName", "CustomerService.Web", "--contentRoot", Repository.PathOf("src", "CustomerService.Web"), "--urls", "http://127.0.0.1:0",
        $"--Database:ConnectionString=Data Source={DatabaseFile}", $"--Catalogue:ContentPath={Repository.PathOf("content")}", "--Logging:LogLevel:Default=None",
        "--Logging:LogLevel:Microsoft=None", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
    ];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_at_three_points_of_a_first_start_and_an_upgrade_the_academy_starts_again()
    {
        await KillWhenItSaysAsync("Applying migration", withLaterMigrations: false);
        await KillWhenItSaysAsync("is published as revision 1", withLaterMigrations: false);
        await KillWhenItSaysAsync("Applying migration " + LaterMigrations.Column, withLaterMigrations: true);

        await using var academy = AcademyProcess.Launch([$"--Database:ConnectionString=Data Source={DatabaseFile}"], withLaterMigrations: true);
        await academy.UntilReadyAsync();
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database:Provider must be one of Sqlite, SqlServer, PostgreSql.")]
    [InlineData("--Database:ConnectionString=Data Source=/dev/null/academy/academy.db", "The folder /dev/null/academy of the database cannot be made")]
    [InlineData("--Database:ConnectionString=Data Source=/proc/academy.db", "The database file cannot be opened")]
    [InlineData("--Database:ConnectionString=Colour=blue", "Database:ConnectionString cannot be read as a connection string of Sqlite")]
    [InlineData("--Catalogue:ContentPath=/nowhere", "Catalogue:ContentPath must be a folder with the folder courses in it")]
    [InlineData("--urls=nowhere", "nowhere is no address to listen on")]
    [InlineData("--Hosting:DrainSeconds=-1", "DrainSeconds")]
    [InlineData("--Database:CommandSeconds=0", "CommandSeconds")]
    [InlineData("--RateLimits:VerifyPerMinute=0", "VerifyPerMinute")]
    [InlineData("--RateLimits:SignInFailuresPerHour=0", "RateLimits:SignInFailuresPerHour must be between")]
    [InlineData("--PublicAddress=academy.example.org", "PublicAddress must be the address that readers type")]
    [InlineData("--PublicAddress=https://academy.example.org/academy", "PublicAddress must be")]
    [InlineData("--PublicAddress=https://academy.example.org?x=1", "PublicAddress must be")]
    [InlineData("--PublicAddress=ftp://academy.example.org", "PublicAddress must be")]
    [InlineData("--PublicAddress=https://user@academy.example.org", "PublicAddress must be")]
    [InlineData("--Telemetry:Endpoint=collector:4317", "Telemetry:Endpoint")]
    [InlineData("--Telemetry:Endpoint=not an address", "Telemetry:Endpoint")]
    [InlineData("--Telemetry:Protocol=carrier pigeon", "Telemetry:Protocol")]
    [InlineData("--RateLimits:ExportsPerHour=0", "RateLimits:ExportsPerHour must be")]
    [InlineData("--RateLimits:PrintsPerHour=0", "RateLimits:PrintsPerHour must be")]
    [InlineData("--Hosting:KnownProxies=10.0.0.0/24;proxy.example.org", "Hosting:KnownProxies must be")]
    [InlineData("--SignIn:Providers:corporate:Kind=Saml", "SignIn:Providers:corporate:Kind must be one of EntraId, OpenIdConnect.")]
    [InlineData("--SignIn:Providers:corporate:Autority=https://sso.example.org", "SignIn:Providers:corporate:Autority is no setting of a provider.")]
    [InlineData("--SignIn:Providers:corporate:SignOutThere=perhaps", "SignIn:Providers:corporate:SignOutThere must be true or false.")]
    [InlineData("--Academy:Accent=#ffff00", "Academy:Accent must be a colour")]
    [InlineData("--Certificates:Signature=signature.png", "Certificates:Signature must be")]
    [InlineData("--Localization:Language=de", "Localization:Language must be fa or en.")]
    [InlineData("--Localization:Calendar=Lunar", "Localization:Calendar must be")]
    [InlineData("--Localization:Digits=Roman", "Localization:Digits must be")]
    [InlineData("--Learning:RenewalWithinDays=0", "Learning:RenewalWithinDays must be between 1 and 365.")]
    [InlineData("--Holidays:Days=someday", "Holidays:Days must be lines with a date")]
    [InlineData("--Holidays:Weekend=Sunday,Monday,Tuesday,Friday", "Holidays:Weekend must be at most three")]
    [InlineData("--Academy:Logo=logo.png", "Academy:Logo must be")]
    [InlineData("--SignIn:LocalAccounts=false", "SignIn:LocalAccounts may be false only where SignIn:Providers names a provider")]
    [InlineData("--People:ResetLinkMinutes=1", "People:ResetLinkMinutes must be between 5 and 1440.")]
    [InlineData("--People:ConfirmationLinkDays=0", "People:ConfirmationLinkDays must be between 1 and 90.")]
    [InlineData("--RateLimits:PasswordResetsPerHour=0", "RateLimits:PasswordResetsPerHour must be")]
    [InlineData("--Mail:Port=0", "Mail:Port must be between 1 and 65535.")]
    [InlineData("--Mail:TimeoutSeconds=0", "Mail:TimeoutSeconds must be between")]
    [InlineData("--Mail:PauseSeconds=0", "Mail:PauseSeconds must be between")]
    [InlineData("--Mail:RetryHours=0", "Mail:RetryHours must be between")]
    [InlineData("--Reminders:Before=soon", "Reminders:Before must be at most five numbers of days")]
    [InlineData("--Reminders:After=0", "Reminders:After must be at most five numbers of days")]
    [InlineData("--Reminders:EscalateAfter=7,14", "Reminders:EscalateAfter must be one number of days")]
    [InlineData("--Reminders:Hour=24", "Reminders:Hour must be between 0 and 23.")]
    [InlineData("--Mail:FromAddress=academy", "Mail:FromAddress must be an e-mail address")]
    [InlineData("--Mail:CertificateFingerprint=12ab", "Mail:CertificateFingerprint must be the SHA-256 fingerprint")]
    [InlineData("--Mail:Host=smtp.example.org", "Mail:FromAddress must be set where Mail:Host is")]
    [InlineData("--Mail:Host=smtp.example.org:587", "Mail:Host must be the name or address of a server, without a port.")]
    public async Task What_is_set_wrongly_is_told_in_a_sentence(string setting, string sentence)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are those of Linux.");

        Assert.Contains(sentence, await RefusalOfAsync(setting));
    }

    [Theory]
    [InlineData("LabelEn=", "corporate:LabelEn must be set.")]
    [InlineData("ClientSecret=", "corporate:ClientSecret must be set.")]
    [InlineData("Authority=http://sso.example.org", "corporate:Authority must be the provider's address, beginning with https://")]
    [InlineData("Authority=sso.example.org", "corporate:Authority must be")]
    [InlineData("Scopes=profile", "corporate:Scopes must contain openid.")]
    [InlineData("LinkBy=Email;Name", "corporate:LinkBy must be some of Email, PersonnelNumber")]
    [InlineData("Follow=Everything", "corporate:Follow must be some of Name, Unit")]
    [InlineData("FirstSignIn=2", "corporate:FirstSignIn must be one of Ask, Create.")]
    [InlineData("FirstSignIn=Create", "corporate:Audience or Audiences must be set where FirstSignIn is Create.")]
    [InlineData("SecondFactor=Yes", "corporate:SecondFactor must be one of Never, WhenClaimed, Always.")]
    [InlineData("Audience=Everybody", "corporate:Audience must be one of Frontline")]
    [InlineData("Audiences:managers=Boss", "corporate:Audiences:managers must be one of Frontline")]
    [InlineData("Roles:admins=Root", "corporate:Roles:admins must be one of Manager")]
    [InlineData("LeftClaim=status", "corporate:LeftClaim and LeftValues must be set together.")]
    [InlineData("Kind=EntraId", "corporate:TenantId must be the id of one tenant")]
    public async Task What_is_set_wrongly_of_a_provider_is_told_in_a_sentence(string setting, string sentence)
    {
        string[] right = ["Kind=OpenIdConnect", "LabelFa=ورود", "LabelEn=Sign in", "ClientId=academy", "ClientSecret=secret", "Authority=https://sso.example.org"];

        Assert.Contains("SignIn:Providers:" + sentence, await RefusalOfAsync([.. right.Append(setting).Select(s => $"--SignIn:Providers:corporate:{s}")]));
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_anything_is_written()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Contains($"The port of http://127.0.0.1:{port} is in use by another program", await RefusalOfAsync($"--urls=http://127.0.0.1:{port}"));
        Assert.False(File.Exists(DatabaseFile));
    }

    [Theory]
    [InlineData("DELETE FROM DataProtectionKeys", "The key that signs certificates cannot be opened")]
    [InlineData("UPDATE DataProtectionKeys SET Xml = 'nonsense'", "The data-protection keys in the database cannot be opened")]
    public async Task Keys_that_are_gone_or_cannot_be_read_are_told_in_a_sentence(string loss, string sentence)
    {
        await using (var academy = AcademyHost.Build(Arguments))
        {
            await using var scope = academy.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<MigrateDatabase>().RunAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<PrepareSigningKey>().RunAsync(TestContext.Current.CancellationToken);
        }

        await using (var database = new SqliteConnection($"Data Source={DatabaseFile}"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The statements are this test's.
            await using var lose = new SqliteCommand(loss, database);
#pragma warning restore CA2100
            Assert.NotEqual(0, await lose.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains(sentence, await RefusalOfAsync());
    }

    [Fact]
    public async Task A_process_that_cannot_start_ends_with_code_1_and_no_stack_trace()
    {
        await using var academy = AcademyProcess.Launch([$"--Database:ConnectionString=Data Source={DatabaseFile}", "--Database:Provider=Oracle"]);

        Assert.Equal(1, await academy.UntilExitAsync());
        Assert.Equal("Database:Provider must be one of Sqlite, SqlServer, PostgreSql.", academy.Output.Trim());
    }

    [Fact]
    public void A_sentence_never_repeats_a_connection_string()
    {
        var failures = new Exception[]
        {
            new SqliteException("unable to open", 14), new SqliteException("read-only", 8), new SqliteException("full", 13), new SqliteException("not a database", 26),
            new SqliteException("locked", 5), new NpgsqlException("Failed to connect to 10.0.0.1:5432"), new PostgresException("secret", "FATAL", "FATAL", "28P01"),
            new PostgresException("secret", "FATAL", "FATAL", "3D000"), new PostgresException("secret", "ERROR", "ERROR", "42501"), new PostgresException("secret", "FATAL", "FATAL", "53300"),
            new OptionsValidationException("Database", typeof(DatabaseOptions), ["Database:Provider must be known."]),
            new AggregateException(new OptionsValidationException("a", typeof(DatabaseOptions), ["One."]), new OptionsValidationException("b", typeof(DatabaseOptions), ["Two."])),
        };

        Assert.All(failures, failure => Assert.Matches(@"^[A-Z][^\n]+[.)]$", FailureSentence.Of(failure)));
        Assert.DoesNotContain(failures, failure => FailureSentence.Of(failure)!.Contains("secret", StringComparison.Ordinal) || FailureSentence.Of(failure)!.Contains("10.0.0.1", StringComparison.Ordinal));
        Assert.Equal("One. Two.", FailureSentence.Of(failures[^1]));
        Assert.Null(FailureSentence.Of(new InvalidOperationException("A bug.")));
    }

    private async Task KillWhenItSaysAsync(string part, bool withLaterMigrations)
    {
        await using var academy = AcademyProcess.Launch([$"--Database:ConnectionString=Data Source={DatabaseFile}"], withLaterMigrations);
        await academy.UntilItSaysAsync(part);
        await academy.KillAsync();
    }

    /// <returns>The one sentence of a start that was refused.</returns>
    private async Task<string> RefusalOfAsync(params string[] settings)
    {
        await using var errors = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync([.. Arguments, .. settings], errors));
        return Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
