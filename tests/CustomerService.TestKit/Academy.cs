using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Items;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Scenarios;
using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.TestKit;

/// <summary>The real host on its own database: SQLite in a temporary folder, or PostgreSQL where <c>TEST_DATABASE</c> or the test
/// says so. Its methods create people and sign them in, so that a test states only who acts.</summary>
public sealed class Academy : WebApplicationFactory<Program>
{
    public const string Password = "a-long-test-password";

    private readonly string _folder = Directory.CreateTempSubdirectory("academy-").FullName;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private string _provider = TestDatabase.Provider;
    private string? _postgreSql;
    private int _people;
    private bool _isAsynchronous;
    private Academy? _first;
    private Action<IServiceCollection>? _configure;

    /// <summary>The host's fake clock; it advances only when a test moves it.</summary>
    public FakeTimeProvider Clock { get; private init; } = TestClock.Create();

    public Organisation Employer { get; private set; } = null!;
    public Organisation Customers { get; private set; } = null!;

    /// <summary>Adds a configuration value before the host starts.</summary>
    public Academy With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Uses this database, whatever <c>TEST_DATABASE</c> says.</summary>
    public Academy On(string databaseProvider)
    {
        _provider = databaseProvider;
        return this;
    }

    /// <summary>Replaces services of the host.</summary>
    public Academy Configure(Action<IServiceCollection> configure)
    {
        _configure += configure;
        return this;
    }

    /// <summary>An academy whose clock stands at the present time, for what real programs beside it sign and date.</summary>
    public static Academy AtPresent() => new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };

    /// <summary>A second node on this academy's database and clock. To be disposed before this one.</summary>
    public Academy Another() => new() { Clock = Clock, _first = this, _provider = _provider, Employer = Employer, Customers = Customers };

    /// <summary>Uses SQLite and makes its commands complete asynchronously, as on a server database.</summary>
    public Academy OnAsynchronousSqlite()
    {
        _isAsynchronous = true;
        return On(DatabaseProvider.Sqlite);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseContentRoot(Repository.PathOf("src", "CustomerService.Web"));
        builder.UseSetting("Database:Provider", _provider);
        builder.UseSetting("Database:ConnectionString", _settings.GetValueOrDefault("Database:ConnectionString") ?? ConnectionString);
        builder.UseSetting("Catalogue:ContentPath", Path.Combine(Repository.Root, "content"));
        builder.UseSetting("RateLimits:SignInPerMinute", "10000");
        builder.UseSetting("RateLimits:RegisterPerMinute", "10000");
        builder.UseSetting("RateLimits:VerifyPerMinute", "10000");
        builder.UseSetting("RateLimits:SignInFailuresPerHour", "10000");
        builder.UseSetting("RateLimits:RegistrationsPerHour", "10000");
        builder.UseSetting("RateLimits:UnknownCodesPerHour", "10000");
        builder.UseSetting("RateLimits:PasswordResetsPerHour", "10000");
        builder.UseSetting("Pdf:TimeoutSeconds", "60");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Error");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // Hundreds of sign-ins: what a hash costs is one test's matter.
            services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
            if (_isAsynchronous)
            {
                AsynchronousDatabase.AddTo(services);
            }

            _configure?.Invoke(services);
        });
    }

    /// <summary>Runs the setup with an employer and the customers' organisation, once.</summary>
    public async Task<Academy> SetUpAsync()
    {
        if (Employer is not null)
        {
            return this;
        }

        Employer = new Organisation(Guid.CreateVersion7(), OrganisationKind.Employer, new LocalText("کارفرما", "Employer"), Clock.UtcNow());
        Customers = new Organisation(Guid.CreateVersion7(), OrganisationKind.Customers, new LocalText("مشتریان", "Customers"), Clock.UtcNow());
        await DoAsync(db => db.AddRange(Employer, Customers, new Installation(Employer.Id, Clock.UtcNow())));
        return this;
    }

    /// <summary>Writes to the database as a use case would.</summary>
    public Task DoAsync(Action<AppDbContext> work) => Services.GetRequiredService<UnitOfWork>().RunAsync(db =>
    {
        work(db);
        return Task.FromResult(0);
    });

    public async Task<Organisation> AddPartnerAsync(string name)
    {
        await SetUpAsync();
        var partner = new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, new LocalText(name, name), Clock.UtcNow());
        await DoAsync(db => db.Add(partner));
        return partner;
    }

    public async Task<Unit> AddUnitAsync(string name, Unit? parent = null)
    {
        await SetUpAsync();
        var unit = new Unit(Guid.CreateVersion7(), Employer.Id, parent, new LocalText(name, name));
        await DoAsync(db => db.Add(unit));
        return unit;
    }

    /// <summary>Adds a person with an account; the role's scope is the unit, or the organisation, or everything.</summary>
    public async Task<TestPerson> AddPersonAsync(
        Audience audience, Role? role = null, Organisation? organisation = null, Unit? unit = null, PersonName? name = null, Language language = Language.Persian)
    {
        await SetUpAsync();
        var number = Interlocked.Increment(ref _people);
        var userName = $"person{number}";
        organisation ??= audience == Audience.Customer ? Customers : Employer;
        await using var scope = Services.CreateAsyncScope();
        var create = scope.ServiceProvider.GetRequiredService<CreatePerson>();
        var made = await Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var id = await create.RunAsync(db, new NewPerson(
                name ?? new PersonName("آزمون", $"شخص{number}", "Test", $"Person{number}"), $"{userName}@example.org", null, language,
                userName, Password, organisation.Id, unit?.Id, audience, null, null,
                // Customers register themselves; human resources enter the others.
                Claim: audience == Audience.Customer ? null : new ContactClaim(Guid.Empty, TakesOver: false)), default);
            if (id.Succeeded && role is { } granted)
            {
                db.Add(new RoleGrant(Guid.CreateVersion7(), id.Value, granted,
                    granted == Role.PartnerManager ? organisation.Id : null, granted == Role.Manager ? unit?.Id : null, Clock.UtcNow()));
            }

            return id;
        });
        return made.Succeeded ? new TestPerson(made.Value, userName) : throw new InvalidOperationException(made.Refusal?.Code);
    }

    /// <summary>Finishes every lesson and scenario before the final quiz for a person.</summary>
    public async Task ReadyForQuizAsync(TestPerson person, string courseId)
    {
        await using var scope = Services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var course = (await use.GetRequiredService<CourseCatalogue>().CurrentAsync(courseId))!.Course;
        foreach (var lesson in course.Lessons)
        {
            Expect(await use.GetRequiredService<OpenLesson>().RunAsync(person.Id, courseId, lesson.Id));
            Expect(await use.GetRequiredService<RecordPractice>().RunAsync(person.Id, courseId, lesson.Id, [.. lesson.Practice.Select(p => p.Id)]));
            Expect(await use.GetRequiredService<FinishLesson>().RunAsync(person.Id, courseId, lesson.Id));
        }

        foreach (var scenario in course.Scenarios)
        {
            Expect(await use.GetRequiredService<FinishScenario>().RunAsync(person.Id, courseId, scenario.Id, BestPath.Of(scenario)));
        }
    }

    /// <summary>Starts the final quiz for a person who has finished everything before it.</summary>
    /// <returns>The open attempt's id.</returns>
    public async Task<Guid> StartQuizAsync(TestPerson person, string courseId)
    {
        await ReadyForQuizAsync(person, courseId);
        await using var scope = Services.CreateAsyncScope();
        var started = await scope.ServiceProvider.GetRequiredService<StartQuiz>().RunAsync(person.Id, courseId, Language.Persian);
        Expect(started);
        return started.Value;
    }

    /// <summary>Takes a person through a whole course; all answers are right, or all wrong.</summary>
    /// <returns>The submitted attempt's id.</returns>
    public async Task<Guid> SitAsync(TestPerson person, string courseId, bool right = true)
    {
        var attemptId = await StartQuizAsync(person, courseId);
        await using var scope = Services.CreateAsyncScope();
        var form = (await Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attemptId))!.Quiz;
        var save = scope.ServiceProvider.GetRequiredService<SaveAnswer>();
        foreach (var saved in await Task.WhenAll(form.Items.Select(i => save.RunAsync(person.Id, attemptId, i.Id, ItemTypes.SampleAnswer(i.Item, right)))))
        {
            Expect(saved);
        }

        Expect(await scope.ServiceProvider.GetRequiredService<SubmitQuiz>().RunAsync(person.Id, attemptId));
        return attemptId;
    }

    /// <summary>Reads from the database.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    private static void Expect(Result outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(outcome.Refusal?.ToString());
        }
    }

    /// <summary>A browser-like client: keeps cookies, does not follow redirects.</summary>
    public Visitor Visit(Language language = Language.Persian)
    {
        var visitor = VisitUndecided();
        visitor.Read(language);
        return visitor;
    }

    /// <summary>A client without a language cookie.</summary>
    public Visitor VisitUndecided() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>A visitor signed in through the sign-in page.</summary>
    public async Task<Visitor> SignInAsync(TestPerson person, Language language = Language.Persian)
    {
        var visitor = Visit(language);
        await visitor.SignInAsync(person.UserName, Password);
        return visitor;
    }

    private string ConnectionString => _first?.ConnectionString
        ?? (_provider == DatabaseProvider.Sqlite ? $"Data Source={Path.Combine(_folder, "academy.db")}" : CreatePostgreSql());

    /// <summary>Creates the database. The host is configured synchronously.</summary>
    private string CreatePostgreSql() =>
        _postgreSql ??= Task.Run(() => PostgreSqlServer.CreateDatabaseAsync($"academy_{Guid.NewGuid():N}")).GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            if (_postgreSql is not null)
            {
                Task.Run(() => PostgreSqlServer.ReleaseAsync(_postgreSql)).GetAwaiter().GetResult();
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // A closing connection still holds a file; the folder is temporary anyway.
            }
        }
    }
}

/// <summary>A person created by a test.</summary>
public sealed record TestPerson(Guid Id, string UserName);
