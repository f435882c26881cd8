using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

namespace CustomerService.Chaos.Tests;

/// <summary>Twenty kills for each database, spread over a first start, one with the demonstration, and an upgrade. A test for each, so that they can be
/// run one by one.</summary>
public sealed class StartTests(ITestOutputHelper output)
{
    private const int Kills = 8;

    [Fact]
    public Task On_SQLite_a_first_start_that_is_killed_anywhere_never_stops_the_next() => FirstAsync(DatabaseProvider.Sqlite, Kills, demonstration: false);

    [Fact]
    public Task On_PostgreSQL_a_first_start_that_is_killed_anywhere_never_stops_the_next() => FirstAsync(DatabaseProvider.PostgreSql, Kills, demonstration: false);

    [Fact]
    public Task On_SQLite_a_first_start_with_the_demonstration_that_is_killed_anywhere_never_stops_the_next() => FirstAsync(DatabaseProvider.Sqlite, Kills / 2, demonstration: true);

    [Fact]
    public Task On_PostgreSQL_a_first_start_with_the_demonstration_that_is_killed_anywhere_never_stops_the_next() =>
        FirstAsync(DatabaseProvider.PostgreSql, Kills / 2, demonstration: true);

    [Fact]
    public Task On_SQLite_an_upgrade_that_is_killed_anywhere_never_stops_the_next_start() => UpgradeAsync(DatabaseProvider.Sqlite);

    [Fact]
    public Task On_PostgreSQL_an_upgrade_that_is_killed_anywhere_never_stops_the_next_start() => UpgradeAsync(DatabaseProvider.PostgreSql);

    private async Task FirstAsync(string provider, int kills, bool demonstration)
    {
        await SkipWithoutServerAsync(provider);
        Expect(await KilledStarts.FirstAsync(provider, kills, demonstration, output.WriteLine));
    }

    private async Task UpgradeAsync(string provider)
    {
        await SkipWithoutServerAsync(provider);
        Expect(await KilledStarts.UpgradeAsync(provider, Kills, output.WriteLine));
    }

    private static async Task SkipWithoutServerAsync(string provider) =>
        Assert.SkipWhen(provider == DatabaseProvider.PostgreSql && await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here.");

    private static void Expect(IReadOnlyList<string> failures) => Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
}
