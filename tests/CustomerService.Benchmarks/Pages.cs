namespace CustomerService.Benchmarks;

/// <summary>A learner's pages compared with a statically rendered page that writes the lesson's markup from a string.</summary>
internal static class Pages
{
    private static readonly (string What, string Address)[] Addresses = [("lesson page, signed in", Bench.Lesson), ("my learning, signed in", "/learning")];

    public static async Task MeasureAsync(Bench bench)
    {
        await Load.WarmUpAsync(Bench.Clients, (_, _) => Load.GetAsync(bench.Bare, "/bare"));
        foreach (var (_, address) in Addresses)
        {
            await Load.WarmUpAsync(Bench.Clients, (_, _) => Load.GetAsync(bench.Learner.Client, address));
        }

        var bare = await bench.BarePagesAsync(Bench.Clients, Bench.Seconds);
        Report.Row("bare static-rendered page of the lesson's size", bare);
        foreach (var (what, address) in Addresses)
        {
            var page = await Load.RunAsync(Bench.Clients, Bench.Seconds, (_, _) => Load.GetAsync(bench.Learner.Client, address));
            Report.Row(what, page, Report.Share(page, bare));
        }
    }
}
