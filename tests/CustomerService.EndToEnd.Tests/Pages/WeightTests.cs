using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>What a learner's phone has to fetch, as it comes over the wire: compressed, with script, styles, fonts and pictures.</summary>
public sealed class WeightTests(RunningAcademy academy)
{
    /// <summary>160 KB of ours, and what the framework writes at the end of every page as soon as some page is interactive.</summary>
    private const double FirstView = (160 + 1) * 1024;
    private const double NextPage = 20 * 1024;

    [Theory]
    [InlineData(Language.Persian, "br")]
    [InlineData(Language.Persian, "gzip")] // all that a browser asks for where there is no TLS
    [InlineData(Language.English, "br")]
    [InlineData(Language.English, "gzip")]
    public async Task First_view_weight(Language language, string encoding)
    {
        var lessons = (await academy.Learners.CourseAsync("C03")).Lessons;
        await using var window = await academy.OpenAsync("sara", Device.Phone, language);
        var first = await WeighAsync(window, encoding, $"/courses/C03/lessons/{lessons[0].Id}");
        var second = await WeighAsync(window, encoding, $"/courses/C03/lessons/{lessons[1].Id}");

        Assert.True(first.Total <= FirstView, $"First view: {first}");
        Assert.True(second.Total <= NextPage, $"Page after it: {second}");
    }

    /// <summary>Opens a page with the browser's cache as it is: empty in a new window.</summary>
    private static async Task<Weight> WeighAsync(Window window, string encoding, string address)
    {
        var protocol = await window.Context.NewCDPSessionAsync(window.Page);
        var weight = new Weight();
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        protocol.Event("Network.requestWillBeSent").OnEvent += (_, e) => addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        protocol.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            var id = e!.Value.GetProperty("requestId").GetString()!;
            weight.Add(addresses.GetValueOrDefault(id, id), e.Value.GetProperty("encodedDataLength").GetDouble());
        };
        await protocol.SendAsync("Network.enable");
        await window.Context.SetExtraHTTPHeadersAsync([new("Accept-Encoding", encoding)]);
        var response = await window.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(encoding, await response!.HeaderValueAsync("content-encoding"));
        await window.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await protocol.DetachAsync();
        return weight;
    }

    private sealed class Weight
    {
        private readonly List<(string Address, double Bytes)> _parts = [];

        public double Total => _parts.Sum(p => p.Bytes);

        public void Add(string address, double bytes) => _parts.Add((address, bytes));

        public override string ToString() =>
            $"{Total / 1024:0.0} KB: {string.Join(", ", _parts.Where(p => p.Bytes > 0).Select(p => $"{new Uri(p.Address).AbsolutePath} {p.Bytes / 1024:0.0}"))}";
    }
}
