using CustomerService.Certificates.Rules;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CustomerService.TestKit;

/// <summary>
/// Learners take a quiz at the academy as a process while it is killed, its database is stopped and the network loses requests and answers.
/// Nothing that was acknowledged may be lost (<see cref="AnswerNotes"/> says the rule), and nothing that was sent again may count twice.
/// </summary>
public static class InterruptedQuizzes
{
    /// <summary>The course whose quiz is taken: the longest.</summary>
    internal const string CourseId = "C03";

    /// <summary>One learner in so many leaves without handing in.</summary>
    private const int OneLeavesOf = 5;

    /// <param name="Provider">SQLite, or PostgreSQL on a cluster of its own.</param>
    /// <param name="AnswersOfEach">Acknowledged answers of each learner, at least.</param>
    /// <param name="Kills">Of the academy's process, each followed by a start.</param>
    /// <param name="DatabaseRestarts">Immediate stops of the cluster, each followed by a start; PostgreSQL only.</param>
    /// <param name="Losses">Requests and answers lost between learners and academy.</param>
    /// <param name="DatabaseLosses">The same between academy and database; PostgreSQL only.</param>
    /// <param name="Seed">Of the moments of all this, and of what the learners do.</param>
    /// <param name="Patience">How long a learner waits for an answer.</param>
    /// <param name="Longest">The whole run; longer is a failure.</param>
    public sealed record Plan(
        string Provider, int Learners, int AnswersOfEach, int Kills, int DatabaseRestarts, int Losses, int DatabaseLosses, int Seed, TimeSpan Patience, TimeSpan Longest)
    {
        /// <summary>What a run can afford that is one of many: 20 learners, 300 answers, three kills.</summary>
        public static Plan Short(string provider) => new(provider, 20, 15, Kills: 3, DatabaseRestarts: 0, Losses: 24, DatabaseLosses: 0, Seed: 1405, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(4));

        /// <summary>200 learners, 10,000 answers.</summary>
        public static Plan Full(string provider) => new(
            provider, 200, 50, Kills: 10, DatabaseRestarts: provider == DatabaseProvider.PostgreSql ? 6 : 0, Losses: 400,
            DatabaseLosses: provider == DatabaseProvider.PostgreSql ? 60 : 0, Seed: 1405, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(20));
    }

    /// <param name="report">Takes a line for each interruption, and the sums.</param>
    /// <returns>What was lost, doubled or answered wrongly; empty when nothing was.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Plan plan, Action<string> report)
    {
        using var limit = new CancellationTokenSource(plan.Longest);
        await using var database = await Database.CreateAsync(plan);
        await using var academy = new Academy().On(plan.Provider).With("Database:ConnectionString", database.ConnectionString);
        var people = new List<TestPerson>();
        for (var n = 0; n < plan.Learners; n++)
        {
            people.Add(await academy.AddPersonAsync(Audience.Frontline));
            await academy.ReadyForQuizAsync(people[^1], CourseId);
        }

        var progress = new InterruptedLearner.Progress();
        await using var service = await Service.StartAsync(plan, database);
        List<InterruptedLearner> learners = [.. people.Select((person, n) => new InterruptedLearner(person, service.Address, plan, leaves: n % OneLeavesOf == 0, plan.Seed + n, progress))];
        try
        {
            foreach (var learner in learners)
            {
                await learner.SignInAsync(limit.Token);
            }

            report($"{plan.Provider}: {plan.Learners} learners are signed in");
            var snapshots = academy.Services.GetRequiredService<AttemptSnapshotCache>();
            var taking = Task.WhenAll(learners.Select(learner => Task.Run(
                () => learner.TakeQuizAsync(async attempt => (await snapshots.GetAsync(attempt, limit.Token))!.Quiz, limit.Token), limit.Token)));
            await InterruptAsync(plan, service, database, progress, taking, report, limit.Token);
            await taking;
            await service.StopAsync();
            report($"{plan.Provider}: {progress.Acknowledged} answers were acknowledged; lost on the way to the academy {service.Lost}, to the database {database.Lost}; answers by status: "
                + string.Join(", ", progress.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} × {a.Value}")));
            return [.. await CompareAsync(academy, learners, plan, progress), .. service.Missed(plan), .. database.Missed(plan)];
        }
        finally
        {
            learners.ForEach(l => l.Dispose());
        }
    }

    /// <summary>Interrupts at moments told by the number of acknowledged answers, so that no moment depends on the machine's speed.</summary>
    private static async Task InterruptAsync(
        Plan plan, Service service, Database database, InterruptedLearner.Progress progress, Task taking, Action<string> report, CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed);
        var total = plan.Learners * plan.AnswersOfEach;
        var losses = Enum.GetValues<Loss>();
        List<(int At, Func<Task> Happens)> moments = [];
        void Plan(int times, Func<Task> happens) => moments.AddRange(Enumerable.Range(0, times).Select(_ => (random.Next(total / 50, total * 9 / 10), happens)));
        Plan(plan.Kills, () => service.KillAndStartAsync(random.Next(30), report));
        Plan(plan.DatabaseRestarts, () => database.RestartAsync(random.Next(500), report));
        Plan(plan.Losses, () => service.Lose(losses[random.Next(losses.Length)]));
        // A statement that arrives late is what the pool's cancelled commands are: not asked for here.
        Plan(plan.DatabaseLosses, () => database.Lose(losses[random.Next(losses.Length - 1)]));
        foreach (var (at, happens) in moments.OrderBy(m => m.At))
        {
            while (progress.Acknowledged < at && !taking.IsCompleted)
            {
                await Task.Delay(5, cancellationToken);
            }

            await happens();
        }
    }

    private static async Task<List<string>> CompareAsync(Academy academy, List<InterruptedLearner> learners, Plan plan, InterruptedLearner.Progress progress)
    {
        var wrong = progress.Answers.Keys.Where(a => a.StartsWith(InterruptedLearner.Progress.Unexpected, StringComparison.Ordinal)).ToList();
        if (progress.Acknowledged < plan.Learners * plan.AnswersOfEach)
        {
            wrong.Add($"Only {progress.Acknowledged} answers were acknowledged.");
        }

        foreach (var learner in learners)
        {
            var id = learner.Person.Id;
            await academy.ReadAsync(async db =>
            {
                void Expect(int expected, int found, string what)
                {
                    if (expected != found)
                    {
                        wrong.Add($"{learner.Person.UserName} has {found} {what}, not {expected}.");
                    }
                }

                var attempts = await db.Set<QuizAttempt>().Where(a => a.PersonId == id).ToListAsync();
                var stored = await db.Set<AttemptAnswer>().AsNoTracking().Where(a => db.Set<QuizAttempt>().Any(q => q.Id == a.AttemptId && q.PersonId == id)).ToListAsync();
                wrong.AddRange(learner.Notes.Compare(stored).Select(w => $"{learner.Person.UserName}, {w}"));
                var completed = learner.HandedIn ? 1 : 0;
                Expect(1, attempts.Count, "attempts");
                Expect(completed, attempts.Count(a => a is { State: AttemptState.Submitted, Passed: true, Percent: 100 }), "attempts handed in with every answer right");
                Expect(1, await db.Set<Enrolment>().CountAsync(e => e.PersonId == id), "enrolments");
                Expect(completed, await db.Set<Completion>().CountAsync(c => c.PersonId == id), "completions");
                Expect(completed, await db.Set<Certificate>().CountAsync(c => c.PersonId == id), "certificates");
                return 0;
            });
        }

        var handedIn = learners.Count(l => l.HandedIn);
        var events = await academy.ReadAsync(db => db.Set<DomainEventRecord>().CountAsync(e => e.Name == nameof(CourseCompleted)));
        if (events != handedIn)
        {
            wrong.Add($"{handedIn} learners completed the course, and it was told {events} times.");
        }

        return wrong;
    }

    /// <summary>The academy's process behind its network.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly IReadOnlyList<string> _settings;
        private readonly UnreliableNetwork _network;
        private AcademyProcess _process;
        private int _kills;

        private Service(IReadOnlyList<string> settings, AcademyProcess process, TimeSpan patience)
        {
            _settings = settings;
            _process = process;
            _network = new UnreliableNetwork(process.Address.Port, lateBy: patience + TimeSpan.FromSeconds(1));
        }

        public Uri Address => new($"http://127.0.0.1:{_network.Port}");

        public int Lost => _network.Lost;

        public static async Task<Service> StartAsync(Plan plan, Database database)
        {
            string[] settings = [.. database.Settings, "--RateLimits:SignInPerMinute=100000"];
            var service = new Service(settings, AcademyProcess.Launch(settings), plan.Patience);
            await service._process.UntilReadyAsync();
            return service;
        }

        public async Task KillAndStartAsync(int afterMilliseconds, Action<string> report)
        {
            await Task.Delay(afterMilliseconds);
            await _process.KillAsync();
            await _process.DisposeAsync();
            _process = AcademyProcess.Launch(_settings);
            _network.ServerPort = _process.Address.Port;
            await _process.UntilReadyAsync();
            report($"Kill {++_kills}: the next start is ready");
        }

        public Task Lose(Loss loss)
        {
            _network.Lose(loss);
            return Task.CompletedTask;
        }

        public Task StopAsync() => _process.TerminateAsync();

        public IEnumerable<string> Missed(Plan plan) => _kills == plan.Kills && Lost > plan.Losses / 2 ? [] : [$"There were {_kills} kills and {Lost} losses of {plan.Kills} and {plan.Losses}."];

        public async ValueTask DisposeAsync()
        {
            await _process.DisposeAsync();
            await _network.DisposeAsync();
        }
    }

    /// <summary>A SQLite file, or a PostgreSQL cluster of its own behind a network of its own.</summary>
    private sealed class Database : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("interrupted-").FullName;
        private readonly string _provider;
        private readonly LocalPostgreSql? _server;
        private readonly UnreliableNetwork? _network;
        private int _restarts;

        private Database(Plan plan, LocalPostgreSql? server)
        {
            _provider = plan.Provider;
            _server = server;
            if (server is null)
            {
                ConnectionString = ThroughNetwork = $"Data Source={Path.Combine(_folder, "academy.db")}";
                return;
            }

            var direct = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "academy", MaxPoolSize = 30 };
            ConnectionString = direct.ToString();
            _network = new UnreliableNetwork(direct.Port, lateBy: TimeSpan.Zero);
            ThroughNetwork = $"Host=127.0.0.1;Port={_network.Port};Username={direct.Username};Database={direct.Database}";
        }

        /// <summary>For the test itself.</summary>
        public string ConnectionString { get; }

        public IEnumerable<string> Settings => [$"--Database:Provider={_provider}", $"--Database:ConnectionString={ThroughNetwork}"];

        public int Lost => _network?.Lost ?? 0;

        private string ThroughNetwork { get; }

        public static async Task<Database> CreateAsync(Plan plan)
        {
            if (plan.Provider == DatabaseProvider.Sqlite)
            {
                return new Database(plan, server: null);
            }

            var server = await LocalPostgreSql.StartAsync() ?? throw new InvalidOperationException("No PostgreSQL here: install its server.");
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand("CREATE DATABASE academy", connection);
            await create.ExecuteNonQueryAsync();
            return new Database(plan, server);
        }

        public async Task RestartAsync(int afterMilliseconds, Action<string> report)
        {
            await Task.Delay(afterMilliseconds);
            await _server!.RestartAsync();
            report($"Restart {++_restarts} of the database");
        }

        public Task Lose(Loss loss)
        {
            _network!.Lose(loss);
            return Task.CompletedTask;
        }

        public IEnumerable<string> Missed(Plan plan) => _restarts == plan.DatabaseRestarts && Lost >= plan.DatabaseLosses / 2
            ? []
            : [$"There were {_restarts} restarts of the database and {Lost} losses of {plan.DatabaseRestarts} and {plan.DatabaseLosses}."];

        public async ValueTask DisposeAsync()
        {
            if (_network is not null)
            {
                await _network.DisposeAsync();
            }

            if (_server is not null)
            {
                NpgsqlConnection.ClearAllPools();
                await _server.DisposeAsync();
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
