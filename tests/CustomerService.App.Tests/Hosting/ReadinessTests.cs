using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Persistence.Sqlite;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CustomerService.App.Tests.Hosting;

/// <summary>A node whose database is away says so at once: to the balancer with the reason, to people with a page.</summary>
public sealed class ReadinessTests(LossyAcademy lossy) : IClassFixture<LossyAcademy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readiness-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_database_that_hangs_is_given_up_after_the_probes_patience_and_asked_again_only_when_it_has_answered()
    {
        var clock = new FakeTimeProvider();
        var hung = new TaskCompletionSource();
        var asked = 0;
        var probe = new DatabaseProbe(_ => { asked++; return hung.Task; }, clock);

        var first = probe.RunAsync(TestContext.Current.CancellationToken);
        clock.Advance(DatabaseProbe.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(first.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => first);

        var second = probe.RunAsync(TestContext.Current.CancellationToken);
        hung.SetResult();
        await second;
        Assert.Equal(1, asked);
        await probe.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, asked);
        Assert.True(DatabaseProbe.Patience < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_without_trying_again()
    {
        var probe = ProbeOf(DatabaseProvider.PostgreSql, $"Host=127.0.0.1;Port={ClosedPort()};Database=academy;Username=academy");

        await Assert.ThrowsAsync<NpgsqlException>(() => probe.RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_can_be_written_is_ready_and_leaves_nothing_beside_it()
    {
        await CreateAsync();

        await ProbeOf(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile}").RunAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains("probe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_made_anew()
    {
        var failure = await Assert.ThrowsAsync<SqliteException>(() => ProbeOf(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile}").RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(14, failure.SqliteErrorCode);
        Assert.False(File.Exists(DatabaseFile));
    }

    [Fact]
    public async Task A_file_that_is_read_only_is_not_ready()
    {
        await CreateAsync();

        var failure = await Assert.ThrowsAsync<SqliteException>(() =>
            ProbeOf(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile};Mode=ReadOnly").RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(8, failure.SqliteErrorCode);
    }

    [Fact]
    public async Task A_full_disk_is_not_ready()
    {
        // A device that is always full, in place of the file that the probe writes beside the database.
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full here.");
        await CreateAsync();

        var failure = await Assert.ThrowsAsync<SqliteException>(() => SqliteProbe.WriteAsync("/dev/full", FileMode.Open, FileOptions.None, TestContext.Current.CancellationToken));

        Assert.Equal(13, failure.SqliteErrorCode);
    }

    [Theory]
    [InlineData(14, "The database file cannot be opened")]
    [InlineData(13, "The disk of the database is full")]
    [InlineData(8, "read-only")]
    public async Task Not_ready_is_503_with_the_reason(int code, string reason)
    {
        lossy.Loss = new SqliteException("No.", code);

        var response = await lossy.Visit().GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Unhealthy\n", text);
        Assert.Contains("\ndatabase: ", text);
        Assert.Contains(reason, text);
        Assert.Equal(HttpStatusCode.OK, (await lossy.Visit().GetAsync("/health/live")).StatusCode);
    }

    /// <param name="code">Of SQLite: 14, the file cannot be opened; 5, another program has it locked for longer than anybody waits.</param>
    [Theory]
    [InlineData(Language.Persian, "rtl", "فعلاً در دسترس نیست", 14)]
    [InlineData(Language.English, "ltr", "Not available just now", 5)]
    public async Task A_page_whose_database_is_away_says_so(Language language, string direction, string heading, int code)
    {
        lossy.Loss = null;
        var visitor = lossy.Visit();
        await visitor.SignInAsync(lossy.UserName, TestKit.Academy.Password);
        visitor.Read(language);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        lossy.Loss = new SqliteException("No.", code);

        var response = await visitor.GetAsync("/learning");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("10", Assert.Single(response.Headers.GetValues("Retry-After")));
        var page = await TestKit.Visitor.ReadAsync(response);
        Assert.Equal((direction, heading), (page.DocumentElement.GetAttribute("dir"), page.QuerySelector("main h1")!.TextContent));
    }

    private string DatabaseFile => Path.Combine(_folder, "academy.db");

    private static DatabaseProbe ProbeOf(string provider, string connectionString) =>
        new(Options.Create(new DatabaseOptions { Provider = provider, ConnectionString = connectionString }), new FakeTimeProvider());

    private async Task CreateAsync()
    {
        await using var database = new SqliteConnection($"Data Source={DatabaseFile}");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand("CREATE TABLE A (Id INTEGER)", database);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>An academy that loses its database when a test says so.</summary>
public sealed class LossyAcademy : IAsyncLifetime
{
    private readonly Academy _academy = new Academy().On(DatabaseProvider.Sqlite);
    private WebApplicationFactory<Program>? _host;

    /// <summary>What every use of the database fails with; null: it works.</summary>
    public Exception? Loss { get; set; }

    public string UserName { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        UserName = (await _academy.AddPersonAsync(Audience.Customer)).UserName;
        _host = _academy.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(new DatabaseProbe(_ => Loss is { } loss ? Task.FromException(loss) : Task.CompletedTask, TimeProvider.System));
            services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new LosingInterceptor(this)));
        }));
        _ = _host.Server;
    }

    public Visitor Visit() => new(_host!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    public async ValueTask DisposeAsync()
    {
        Loss = null;
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _academy.DisposeAsync();
    }

    private sealed class LosingInterceptor(LossyAcademy academy) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            academy.Loss is { } loss ? throw loss : new(result);
    }
}
