using System.Data.Common;
using System.Text.Json;
using CustomerService.Catalogue;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates;
using CustomerService.Certificates.Issuing;
using CustomerService.Learning;
using CustomerService.Learning.Rules;
using CustomerService.Messages;
using CustomerService.People;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Reports;
using CustomerService.TestKit;
using CustomerService.Ui.Navigation;
using CustomerService.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Providers.Tests;

/// <summary>
/// One node of the academy, without its web server: all its real services on a real database, with a fake clock.
/// Background services do not run unless a test starts them. A second node on the same database is a restart, or another instance.
/// </summary>
public sealed class Node : IAsyncDisposable
{
    private readonly string _provider;
    private readonly string _connectionString;
    private readonly ServiceProvider _services;
    private readonly CommandCounter _commands = new();
    private Guid _organisation;

    private Node(string provider, string connectionString, FakeTimeProvider clock, Guid organisation, Action<IServiceCollection>? configure)
    {
        _provider = provider;
        _connectionString = connectionString;
        _organisation = organisation;
        Clock = clock;
        _services = Compose(provider, connectionString, clock, s =>
        {
            s.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(_commands));
            configure?.Invoke(s);
        });
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>The default organisation of people who join.</summary>
    public Guid Employer => _organisation;

    public IServiceProvider Services => _services;

    /// <summary>SQL commands since the last call.</summary>
    public int CommandsSinceLastAsked() => _commands.Take();

    /// <summary>A node on a fresh database with an organisation and these courses.</summary>
    public static async Task<Node> StartAsync(Databases databases, string provider, Action<IServiceCollection>? configure = null, params Course[] courses)
    {
        var node = await NewAsync(databases, provider, configure);
        await node.PrepareAsync();
        foreach (var course in courses)
        {
            await node.PublishAsync(course);
        }

        return node;
    }

    /// <summary>A node on a fresh database, before its first startup.</summary>
    public static async Task<Node> NewAsync(Databases databases, string provider, Action<IServiceCollection>? configure = null)
    {
        var clock = TestClock.Create();
        var connection = await databases.CreateAsync(provider, async template =>
        {
            await using var maker = Compose(provider, template, clock, null);
            await using var db = await maker.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
            // The tables of the current model; another test checks that the migrations lead to the same.
            await db.Database.EnsureCreatedAsync();
            if (db.Database.IsSqlite())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");
            }
        });
        var node = new Node(provider, connection, clock, Guid.CreateVersion7(), configure);
        await node.DoAsync(db => db.Add(new Organisation(node._organisation, OrganisationKind.Employer, new LocalText("سازمان", "Organisation"), clock.UtcNow())));
        return node;
    }

    /// <summary>A node on a database without a table.</summary>
    public static async Task<Node> OnEmptyAsync(Databases databases, string provider, Action<IServiceCollection>? configure = null) =>
        new(provider, await databases.CreateEmptyAsync(provider), TestClock.Create(), Guid.CreateVersion7(), configure);

    /// <summary>What a host does at startup before it serves requests.</summary>
    public Task PrepareAsync() => UseAsync(async (PrepareSigningKey prepare) =>
    {
        await prepare.RunAsync();
        return 0;
    });

    /// <summary>Another node on the same database: a restarted server, or another instance.</summary>
    public Node Another(Action<IServiceCollection>? configure = null) => new(_provider, _connectionString, Clock, _organisation, configure);

    /// <summary>Runs a use case in its own scope, as a request does.</summary>
    public async Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> use) where TUseCase : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Reads with its own context.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>Writes in one transaction.</summary>
    public Task DoAsync(Action<AppDbContext> work) => _services.GetRequiredService<UnitOfWork>().RunAsync(db =>
    {
        work(db);
        return Task.FromResult(0);
    });

    /// <summary>A person who joined; the event handlers have run.</summary>
    public async Task<Guid> JoinAsync(Audience audience = Audience.Frontline)
    {
        var id = Guid.CreateVersion7();
        await using var scope = _services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        await _services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var membership = new Membership(Guid.CreateVersion7(), id, _organisation, null, audience, null, null, Clock.UtcNow());
            db.Add(new Person(id, new PersonName("مریم", "کاظمی", "Maryam", "Kazemi"), Clock.UtcNow()));
            db.Add(membership);
            await events.RaiseAsync(db, new PersonJoined(id, membership.Id, _organisation, audience, Clock.UtcNow()), default);
            return id;
        });
        return id;
    }

    /// <summary>Publishes a course as its next revision; the event handlers run.</summary>
    public async Task<Guid> PublishAsync(Course course)
    {
        await using var scope = _services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        var id = Guid.CreateVersion7();
        await _services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var number = await db.Set<CourseRevision>().CountAsync(r => r.CourseId == course.Id) + 1;
            db.Add(new CourseRevision(id, course.Id, number, id.ToString("N"), JsonSerializer.Serialize(course, CourseJson.Options), Clock.UtcNow()));
            if (await db.FindAsync<CourseCurrent>(course.Id) is { } current)
            {
                current.PointTo(id);
            }
            else
            {
                db.Add(new CourseCurrent(course.Id, id));
            }

            await events.RaiseAsync(db, new CoursePublished(course.Id, id, number, Clock.UtcNow()), default);
            return 0;
        });
        _services.GetRequiredService<CourseCatalogue>().Refresh();
        return id;
    }

    public Task GrantAsync(Guid personId, Role role, Organisation? organisation = null, Unit? unit = null) =>
        DoAsync(db => db.Add(new RoleGrant(Guid.CreateVersion7(), personId, role, organisation?.Id, unit?.Id, Clock.UtcNow())));

    /// <summary>Completes a course as Learning does: enrolment, completion and the event handlers in one unit of work.</summary>
    /// <param name="number">The number of the person's enrolment in the course.</param>
    public async Task<CourseCompleted> CompleteAsync(Guid personId, string courseId = "T01", DateTime? atUtc = null, int? percent = 92, int minutes = 40, int number = 1, bool crash = false)
    {
        await using var scope = _services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        var current = (await _services.GetRequiredService<CourseCatalogue>().CurrentAsync(courseId))!;
        var revision = current.RevisionId;
        var at = atUtc ?? Clock.UtcNow();
        return await _services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var enrolment = new Enrolment(Guid.CreateVersion7(), personId, courseId, revision, at.AddDays(-1), number);
            enrolment.Complete(at);
            var validUntil = Validity.EndOf(at, current.Course.CertificateValidMonths, CivilCalendar.Tehran);
            var completion = new Completion(Guid.CreateVersion7(), personId, enrolment.Id, courseId, revision, percent, minutes, "{}", at, validUntil);
            db.AddRange(enrolment, completion);
            var fact = new CourseCompleted(completion.Id, personId, courseId, revision, percent, minutes, at, validUntil);
            await events.RaiseAsync(db, fact, default);
            return crash ? throw new InvalidOperationException("The node died.") : fact;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Databases.CloseIdle(_provider, _connectionString);
    }

    private static ServiceProvider Compose(string provider, string connectionString, FakeTimeProvider clock, Action<IServiceCollection>? configure)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["Database:ConnectionString"] = connectionString,
        });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<NavigationTargets>();
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
        services.AddPlatform(configuration).AddPeople(configuration).AddCatalogue(configuration).AddLearning(configuration)
            .AddCertificates(configuration).AddMessages(configuration).AddReports(configuration).AddSubscriptions();
        configure?.Invoke(services);
        var provided = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        // No content except what a test publishes.
        provided.GetRequiredService<AcademyReference>().Use(AcademyContent.Empty);
        return provided;
    }

    private sealed class CommandCounter : DbCommandInterceptor
    {
        private int _count;

        public int Take() => Interlocked.Exchange(ref _count, 0);

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Counted(result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Counted(result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Counted(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Counted(result));

        private InterceptionResult<T> Counted<T>(InterceptionResult<T> result)
        {
            Interlocked.Increment(ref _count);
            return result;
        }
    }
}
