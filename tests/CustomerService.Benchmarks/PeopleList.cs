using System.Globalization;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using Microsoft.Playwright;

namespace CustomerService.Benchmarks;

/// <summary>The office's people list in a headless Chromium, beside the bare static page in the same browser: until the first rows are there, for a page, a sort
/// and a filter, over the wire, and what its circuits hold in memory.</summary>
internal static class PeopleList
{
    private const string Address = "/office/people";
    private const int Circuits = 100;

    /// <summary>Notes in the page when rows are there for the first time, and lets an act wait until the first row is another one. A tab that waits for rows that never come costs nothing.</summary>
    private const string Watch =
        """
        window.firstRow = () => document.querySelector(".office-grid-table tbody tr td:nth-child(2)")?.textContent ?? "";
        window.once = (seen) => new Promise((resolve) => {
          const look = () => seen() && (watch.disconnect(), requestAnimationFrame(() => resolve(performance.now())));
          const watch = new MutationObserver(look);
          watch.observe(document, { childList: true, subtree: true, characterData: true });
          look();
        });
        window.rowsAt = once(firstRow);
        window.timed = async (act) => {
          const [before, start] = [firstRow(), performance.now()];
          const changed = once(() => firstRow() && firstRow() !== before);
          act();
          return await changed - start;
        };
        """;

    public static async Task MeasureAsync(Bench bench)
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PEOPLE") ?? "10000", CultureInfo.InvariantCulture);
        await LargeOrganisation.FillAsync(bench.Academy, people);
        var hr = await bench.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.StartAsync(playwright);
        await using var line = CountedLine.To(bench.Address);
        var session = await SignInAsync(browser, line.Address, hr.UserName);

        await OpeningsAsync(browser, bench, line, session, people);
        await ActsAsync(browser, line, session);
        await CircuitsAsync(browser, line.Address, session);
    }

    /// <summary>Cold: each opening in a browser with an empty cache.</summary>
    private static async Task OpeningsAsync(IBrowser browser, Bench bench, CountedLine line, string session, int people)
    {
        List<double> bare = [], rows = [], bytes = [];
        for (var i = 0; i < 8; i++)
        {
            await using var empty = await browser.NewContextAsync();
            var plain = await empty.NewPageAsync();
            await plain.GotoAsync(new Uri(bench.Bare.BaseAddress!, "/bare").ToString(), new() { WaitUntil = WaitUntilState.Load });
            var loaded = await plain.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].loadEventStart");

            await using var context = await OpenAsync(browser, line.Address, session);
            var page = await context.NewPageAsync();
            var before = line.Bytes;
            await page.GotoAsync(Address);
            var seen = await page.EvaluateAsync<double>("() => rowsAt");
            // What is fetched after the rows belongs to the opening too.
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (i >= 3) // the server is warm
            {
                bare.Add(loaded);
                rows.Add(seen);
                bytes.Add(line.Bytes - before);
            }
        }

        Report.Row("bare static page in the browser, loaded", $"{Median(bare):N0} ms");
        Report.Row($"people list of {people:N0}, cold, first rows", $"{Median(rows):N0} ms; {Median(rows) / Median(bare):N1} times the bare page; {Median(bytes) / 1024:N0} KB over the wire");
    }

    private static async Task ActsAsync(IBrowser browser, CountedLine line, string session)
    {
        await using var context = await OpenAsync(browser, line.Address, session);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        await page.EvaluateAsync("() => rowsAt");
        foreach (var (what, act) in new[]
        {
            ("next page", "document.querySelectorAll('.office-grid-pages button')[1].click()"),
            ("sort the other way", "document.querySelector('thead th[aria-sort] button').click()"),
            ("filter by a unit", "((s) => { s.selectedIndex = 1 + (s.selectedIndex + 1) % 20; s.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('#content select[name=unit]'))"),
        })
        {
            List<double> times = [], bytes = [];
            for (var i = 0; i < 25; i++)
            {
                var before = line.Bytes;
                var time = await page.EvaluateAsync<double>($"() => timed(() => {act})");
                await page.WaitForTimeoutAsync(100);
                if (i >= 5)
                {
                    times.Add(time);
                    bytes.Add(line.Bytes - before);
                }
            }

            Report.Row($"people list: {what}", $"{Median(times):N0} ms; {Median(bytes) / 1024:N0} KB over the wire");
        }
    }

    private static async Task CircuitsAsync(IBrowser browser, Uri address, string session)
    {
        await using var context = await OpenAsync(browser, address, session);
        // The driver's own objects for each tab live in this process too: they are there before.
        List<IPage> pages = [];
        for (var i = 0; i < Circuits; i++)
        {
            pages.Add(await context.NewPageAsync());
            await pages[i].GotoAsync("/sign-in");
        }

        var before = Live();
        foreach (var page in pages)
        {
            await page.GotoAsync(Address);
            await page.EvaluateAsync("() => rowsAt");
        }

        var open = Live();
        foreach (var page in pages)
        {
            await page.CloseAsync(new() { RunBeforeUnload = true });
        }

        await Task.Delay(TimeSpan.FromSeconds(10));
        var closed = Live();
        Report.Row($"{Circuits} circuits of the people list", $"{(open - before) / 1048576.0:N1} MB of live objects, {(open - before) / 1024.0 / Circuits:N0} KB each; {(closed - before) / 1048576.0:N1} MB ten seconds after the tabs were closed");
    }

    private static async Task<string> SignInAsync(IBrowser browser, Uri address, string userName)
    {
        await using var window = await browser.NewContextAsync(new() { BaseURL = address.ToString() });
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Input.UserName']").FillAsync(userName);
        await page.Locator("[name='Input.Password']").FillAsync(TestKit.Academy.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return await window.StorageStateAsync();
    }

    private static async Task<IBrowserContext> OpenAsync(IBrowser browser, Uri address, string session)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), StorageState = session, ViewportSize = new() { Width = 1280, Height = 900 } });
        await context.AddInitScriptAsync(Watch);
        return context;
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
