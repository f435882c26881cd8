using System.Diagnostics;
using System.Runtime;

namespace CustomerService.Benchmarks;

/// <summary>The result of a load.</summary>
/// <param name="PerSecond">Requests, or operations, per second.</param>
/// <param name="P50">Median latency, in milliseconds.</param>
/// <param name="ProcessorMs">CPU time of the process per operation, its own client included, in milliseconds: unaffected by a busy machine.</param>
internal sealed record Measured(double PerSecond, double P50, double P99, double ProcessorMs, long Errors);

/// <summary>Closed loops of clients against a target on this machine.</summary>
internal static class Load
{
    /// <summary>Seconds between two samples of the JIT compiler.</summary>
    private const int SettlingTime = 5;

    /// <summary>Fewer methods than this compiled in <see cref="SettlingTime"/> are ignored.</summary>
    private const int SettledMethods = 10;

    /// <summary>Seconds of waiting for the JIT compiler after which the measurement starts anyway.</summary>
    private const int LongestWait = 60;

    /// <summary>Runs <paramref name="clients"/> loops for a time.</summary>
    /// <param name="clients">Number of concurrent loops.</param>
    /// <param name="seconds">Duration.</param>
    /// <param name="one">One operation of a client; the second argument is its index within the client.</param>
    public static async Task<Measured> RunAsync(int clients, double seconds, Func<int, int, Task<bool>> one)
    {
        var times = new List<double>[clients];
        long errors = 0;
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var mine = times[client] = new List<double>(4096);
            for (var i = 0; clock.Elapsed.TotalSeconds < seconds; i++)
            {
                var start = Stopwatch.GetTimestamp();
                if (!await one(client, i))
                {
                    Interlocked.Increment(ref errors);
                }

                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToArray();
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        return new Measured(all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)], processor / all.Length, errors);
    }

    /// <summary>Runs the loops for at least <see cref="Bench.WarmUp"/> seconds and until the JIT compiler has settled: on a busy
    /// machine this takes longer, and measuring earlier would measure code that no long-running process runs.</summary>
    public static async Task WarmUpAsync(int clients, Func<int, int, Task<bool>> one)
    {
        await RunAsync(clients, Bench.WarmUp, one);
        for (var (seconds, known) = (0, JitInfo.GetCompiledMethodCount()); seconds < LongestWait; seconds += SettlingTime)
        {
            await RunAsync(clients, SettlingTime, one);
            var compiled = JitInfo.GetCompiledMethodCount();
            if (compiled - known < SettledMethods)
            {
                return;
            }

            known = compiled;
        }
    }

    public static async Task<bool> GetAsync(HttpClient client, string address)
    {
        // Streamed: buffering a large response in the client would dominate the measurement.
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        return response.IsSuccessStatusCode;
    }
}
