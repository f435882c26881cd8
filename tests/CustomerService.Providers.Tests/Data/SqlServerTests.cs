using CustomerService.Platform.Persistence;

namespace CustomerService.Providers.Tests.Data;

/// <summary>What can be said of SQL Server without one.</summary>
public sealed class SqlServerTests
{
    private static readonly SqlServerState Fit = new(16, SqlServerState.BinaryCollation, ReadsSnapshots: true, CountsRows: true);

    [Fact]
    public void A_database_as_it_should_be_gives_no_warning() => Assert.Empty(Fit.Judge());

    [Fact]
    public void Each_setting_that_costs_something_gives_a_warning_with_its_remedy()
    {
        Assert.Contains("READ_COMMITTED_SNAPSHOT ON", Assert.Single((Fit with { ReadsSnapshots = false }).Judge()));
        Assert.Contains("COLLATE Latin1_General_100_BIN2", Assert.Single((Fit with { Collation = "Persian_100_CI_AI" }).Judge()));
        Assert.Contains("2019", Assert.Single((Fit with { MajorVersion = 14 }).Judge()));
    }

    [Fact]
    public void A_server_that_counts_no_rows_is_refused() =>
        Assert.Contains("NOCOUNT", Assert.Throws<StartRefusedException>(() => (Fit with { CountsRows = false }).Judge()).Message);

    [Fact]
    public void A_new_database_compares_code_points_and_reads_snapshots_whatever_its_name() => Assert.Equal(
        ["CREATE DATABASE [a]]b] COLLATE Latin1_General_100_BIN2", "ALTER DATABASE [a]]b] SET READ_COMMITTED_SNAPSHOT ON"], SqlServerState.CreationOf("a]b"));
}
