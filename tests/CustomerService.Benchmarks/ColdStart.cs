using System.Diagnostics;
using CustomerService.Web;

namespace CustomerService.Benchmarks;

/// <summary>A process of its own: how long until it is ready on a database that exists, and what it weighs when idle.</summary>
internal static class ColdStart
{
    private const string Address = "http://127.0.0.1:5189";

    public static async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cold-").FullName;
        await RunAsync(folder); // makes the database and publishes the content
        var (seconds, megabytes) = await RunAsync(folder);
        Console.WriteLine($"| cold start to ready, database exists | {seconds:N2} s | | | idle after 10 s: {megabytes:N0} MB |");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(double Seconds, double Megabytes)> RunAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(AcademyHost).Assembly.Location, "--urls", Address, "--environment", "Production", $"--Database:ConnectionString=Data Source={Path.Combine(folder, "a.db")}" })
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(2) };
        while (!await IsReadyAsync(client))
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(2))
            {
                process.Kill();
                throw new InvalidOperationException("The academy did not become ready.");
            }

            await Task.Delay(20);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(10));
        process.Refresh();
        var megabytes = process.WorkingSet64 / 1048576.0;
        process.Kill();
        await process.WaitForExitAsync();
        return (seconds, megabytes);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
