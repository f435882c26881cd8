using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

namespace CustomerService.Chaos.Tests;

/// <summary>Twenty kills for each database, spread over a first start, one with the demonstration, and an upgrade.</summary>
public sealed class StartTests(ITestOutputHelper output)
{
    private const int Kills = 8;

    public static TheoryData<string> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    [Theory, MemberData(nameof(Providers))]
    public async Task A_first_start_that_is_killed_anywhere_never_stops_the_next(string provider)
    {
        Assert.SkipWhen(provider == DatabaseProvider.PostgreSql && await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here.");

        Assert.Empty(await KilledStarts.FirstAsync(provider, Kills, demonstration: false, output.WriteLine));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_first_start_with_the_demonstration_that_is_killed_anywhere_never_stops_the_next(string provider)
    {
        Assert.SkipWhen(provider == DatabaseProvider.PostgreSql && await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here.");

        Assert.Empty(await KilledStarts.FirstAsync(provider, Kills / 2, demonstration: true, output.WriteLine));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task An_upgrade_that_is_killed_anywhere_never_stops_the_next_start(string provider)
    {
        Assert.SkipWhen(provider == DatabaseProvider.PostgreSql && await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here.");

        Assert.Empty(await KilledStarts.UpgradeAsync(provider, Kills, output.WriteLine));
    }
}
