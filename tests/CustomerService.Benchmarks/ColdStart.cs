using System.Diagnostics;
using CustomerService.TestKit;

namespace CustomerService.Benchmarks;

/// <summary>A separate process: time until ready on an existing database, and its idle memory.</summary>
internal static class ColdStart
{
    public static async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cold-").FullName;
        var database = Path.Combine(folder, "academy.db");
        await using (await AcademyProcess.StartAsync(database))
        {
            // The first start creates the database and publishes the content.
        }

        var clock = Stopwatch.StartNew();
        await using (var academy = await AcademyProcess.StartAsync(database))
        {
            var seconds = clock.Elapsed.TotalSeconds;
            await Task.Delay(TimeSpan.FromSeconds(10));
            Report.Row("cold start to ready, database exists", $"{seconds:N2} s; idle after 10 s: {academy.WorkingSet / 1048576.0:N0} MB");
        }

        Directory.Delete(folder, recursive: true);
    }
}
