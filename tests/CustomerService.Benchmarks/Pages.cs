namespace CustomerService.Benchmarks;

/// <summary>A learner's pages beside a static-rendered page that writes the lesson's markup from a string.</summary>
internal static class Pages
{
    public static async Task MeasureAsync(Bench bench)
    {
        // Half a minute, until the compiler has nothing left to improve.
        await Load.RunAsync(Bench.Clients, 20, (_, i) => Load.GetAsync(bench.Learner.Client, i % 2 == 0 ? Bench.Lesson : "/learning"));
        await bench.BarePagesAsync(Bench.Clients, 10);

        var bare = await bench.BarePagesAsync(Bench.Clients, Bench.Seconds);
        Report.Row("bare static-rendered page of the lesson's size", bare);
        foreach (var (what, address) in new[] { ("lesson page, signed in", Bench.Lesson), ("my learning, signed in", "/learning") })
        {
            var page = await Load.RunAsync(Bench.Clients, Bench.Seconds, (_, _) => Load.GetAsync(bench.Learner.Client, address));
            Report.Row(what, page, Report.Share(page, bare));
        }
    }
}
