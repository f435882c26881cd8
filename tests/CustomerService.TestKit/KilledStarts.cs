using System.Diagnostics;
using CustomerService.Platform.Persistence;
using Npgsql;

namespace CustomerService.TestKit;

/// <summary>Starts of the academy that are killed on the way; the next start of the same database must become ready.</summary>
public static class KilledStarts
{
    /// <summary>Kills first starts, each on an empty database, spread evenly over the time that an undisturbed one takes.</summary>
    /// <param name="demonstration">Whether they fill the demonstration, which takes most of the time.</param>
    /// <param name="report">Takes a line for each kill.</param>
    /// <returns>What went wrong; empty when every next start was ready.</returns>
    public static Task<IReadOnlyList<string>> FirstAsync(string provider, int kills, bool demonstration, Action<string> report) =>
        KillAsync(provider, kills, demonstration ? "first start with the demonstration" : "first start", template: null, demonstration ? ["--Demo:Enabled=true"] : [], report);

    /// <summary>Kills upgrades from the product's own migrations to <see cref="LaterMigrations"/>, likewise.</summary>
    /// <returns>What went wrong; empty when every next start was ready.</returns>
    public static async Task<IReadOnlyList<string>> UpgradeAsync(string provider, int kills, Action<string> report)
    {
        await using var former = await Database.CreateAsync(provider, template: null);
        await using (var academy = AcademyProcess.Launch(former.Settings))
        {
            await academy.UntilReadyAsync();
            await academy.TerminateAsync();
        }

        return await KillAsync(provider, kills, "upgrade", former, settings: [], report);
    }

    private static async Task<IReadOnlyList<string>> KillAsync(string provider, int kills, string what, Database? template, string[] settings, Action<string> report)
    {
        var upgrade = template is not null;
        var clock = Stopwatch.StartNew();
        await using (var undisturbed = await Database.CreateAsync(provider, template))
        await using (var academy = AcademyProcess.Launch([.. undisturbed.Settings, .. settings], upgrade))
        {
            await academy.UntilReadyAsync();
        }

        var took = clock.Elapsed;
        report($"{provider}, {what}: {took.TotalSeconds:0.0} s undisturbed");
        var failures = new List<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            var after = took * ((kill + 0.5) / kills);
            await using var database = await Database.CreateAsync(provider, template);
            string last;
            await using (var victim = AcademyProcess.Launch([.. database.Settings, .. settings], upgrade))
            {
                await Task.Delay(after);
                await victim.KillAsync();
                last = victim.Output.Split(Environment.NewLine)[^1];
            }

            try
            {
                await using var next = AcademyProcess.Launch([.. database.Settings, .. settings], upgrade);
                await next.UntilReadyAsync();
                report($"{provider}, {what}: killed after {after.TotalSeconds:0.0} s, the next start is ready. Last words: {last}");
            }
            catch (InvalidOperationException e)
            {
                failures.Add($"{provider}, {what}: killed after {after.TotalSeconds:0.0} s. {e.Message}");
            }
        }

        return failures;
    }

    /// <summary>A database of its own for one kill, deleted afterwards.</summary>
    private sealed class Database : IAsyncDisposable
    {
        private readonly string _provider;
        private readonly string _connectionString;
        private readonly string? _folder;

        private Database(string provider, string connectionString, string? folder)
        {
            _provider = provider;
            _connectionString = connectionString;
            _folder = folder;
        }

        public IEnumerable<string> Settings => [$"--Database:Provider={_provider}", $"--Database:ConnectionString={_connectionString}"];

        private string File => Path.Combine(_folder!, "academy.db");

        /// <param name="template">The database to copy, which nobody uses; null: an empty one.</param>
        public static async Task<Database> CreateAsync(string provider, Database? template)
        {
            if (provider == DatabaseProvider.PostgreSql)
            {
                var of = template is null ? null : new NpgsqlConnectionStringBuilder(template._connectionString).Database;
                return new Database(provider, await PostgreSqlServer.CreateDatabaseAsync($"academy_{Guid.NewGuid():N}", of), folder: null);
            }

            var folder = Directory.CreateTempSubdirectory("killed-").FullName;
            var database = new Database(provider, $"Data Source={Path.Combine(folder, "academy.db")}", folder);
            if (template is not null)
            {
                System.IO.File.Copy(template.File, database.File);
            }

            return database;
        }

        public async ValueTask DisposeAsync()
        {
            if (_folder is null)
            {
                await PostgreSqlServer.ReleaseAsync(_connectionString);
            }
            else
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }
}
