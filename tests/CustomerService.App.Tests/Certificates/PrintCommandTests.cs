using CustomerService.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CustomerService.App.Tests.Certificates;

/// <summary><c>certificates print</c> tells its numbers from the settings of the host.</summary>
public sealed class PrintCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("print-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_setting_is_heeded_whichever_way_it_is_written_and_is_no_number(bool apart)
    {
        var database = $"Data Source={Path.Combine(_folder, "academy.db")}";
        string[] settings = apart
            ? ["--applicationName", "CustomerService.Web", "--Database:ConnectionString", database]
            : ["--applicationName=CustomerService.Web", $"--Database:ConnectionString={database}"];
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", .. settings]));
        await using var errors = new StringWriter();

        var code = await CommandLine.RunAsync(["certificates", "print", "ICA-1405-000001", .. settings, "ICA-1405-000002", "--lang", "en", "--output", Path.Combine(_folder, "out.pdf")], errors);

        Assert.Equal(1, code);
        Assert.Contains("ICA-1405-000001, ICA-1405-000002", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Data Source", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(["academy.db"], Directory.GetFiles(_folder).Select(Path.GetFileName).Where(f => !f!.Contains("-wal", StringComparison.Ordinal) && !f.Contains("-shm", StringComparison.Ordinal)));
    }
}
