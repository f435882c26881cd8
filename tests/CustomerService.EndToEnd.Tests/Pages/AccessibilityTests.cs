using System.Reflection;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;
using CustomerService.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>WCAG 2.2 AA on every page of the journey, in both directions, light and dark, on a phone and on a desk.</summary>
public sealed class AccessibilityTests(RunningAcademy academy)
{
    private static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>What can differ in the dark: the theme changes colours and nothing else.</summary>
    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    [Fact]
    public async Task Every_page_is_accessible()
    {
        var pages = await academy.Pages.AllAsync();
        var problems = await Task.WhenAll(Languages.All.Select(language => CheckAllAsync(pages, language)));
        Assert.True(problems.All(p => p.Count == 0), string.Join(Environment.NewLine, problems.SelectMany(p => p).Distinct()));
    }

    /// <summary>Every page that exists stands in <see cref="JourneyPages"/>, and so is opened here and by the HTML checker.</summary>
    [Fact]
    public async Task No_page_is_left_out()
    {
        var opened = (await academy.Pages.AllAsync()).Select(page => page.Address.Split('?')[0]).ToHashSet(StringComparer.Ordinal);
        var left = PageAssemblies.All.Append(typeof(Program).Assembly).SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
            .Where(template => !opened.Any(address => Matches(template, address))).Except(JourneyPages.OpenedElsewhere, StringComparer.Ordinal);

        Assert.Empty(left);
    }

    [Fact]
    public async Task A_page_full_of_faults_is_told_so()
    {
        await using var window = await academy.VisitAsync(Device.Phone, Language.English);
        await window.Page.SetContentAsync(
            """
            <!doctype html><html lang="en"><title>Faults</title><style>p { color: #bbb } button { border: 0; padding: 0; inline-size: 12px; block-size: 12px } a, footer { position: fixed; inset: auto 0 0 }</style>
            <main><p>Pale</p><input><button>a</button><button>b</button><a href="/">Below</a></main><footer>Above</footer></html>
            """);
        await Axe.StandInAsync(window.Page);

        var named = (await ViolationsAsync(window.Page, Device.Phone)).Select(problem => problem.Split(' ')[2]);
        Assert.Equal(["color-contrast", "label", "target-size"], named.Distinct().Order(StringComparer.Ordinal));
        Assert.Single(await CoveredAsync(window.Page));
    }

    private static bool Matches(string template, string address) =>
        new TemplateMatcher(TemplateParser.Parse(template.TrimStart('/')), []).TryMatch(address, []) && (template.Contains('{', StringComparison.Ordinal) || template == address);

    private async Task<List<string>> CheckAllAsync(IReadOnlyList<JourneyPage> pages, Language language)
    {
        List<string> problems = [];
        foreach (var person in pages.GroupBy(page => page.Who))
        {
            await using var window = person.Key is null
                ? await academy.VisitAsync(Device.Desktop, language)
                : await academy.OpenAsync(person.Key, Device.Desktop, language);
            foreach (var page in person)
            {
                problems.AddRange((await LookAtAsync(window, page)).Select(problem => $"{language.Code()} {page.Who ?? "visitor"} {page.Address}: {problem}"));
            }
        }

        return problems;
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

        await Axe.StandInAsync(window.Page);
        problems.AddRange(await ViolationsAsync(window.Page, Device.Desktop));
        problems.AddRange((await BackwardsAsync(window.Page)).Select(text => $"Persian laid out from the left: {text}"));
        await window.Page.SetViewportSizeAsync(Device.Phone.Width, Device.Phone.Height);
        problems.AddRange((await CoveredAsync(window.Page)).Select(control => $"covered where it has the focus: {control}"));
        // Unrolled: the bar at the foot covers no more than it does at the end of scrolling, and not what a finger scrolls free.
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

    /// <summary>Everything in the light, then the colours in the dark.</summary>
    internal static async Task<IEnumerable<string>> ViolationsAsync(IPage page, Device device)
    {
        await WearAsync(page, Theme.Light);
        var light = await Axe.ByTagsAsync(page, Wcag);
        await WearAsync(page, Theme.Dark);
        var dark = await Axe.ByRulesAsync(page, Colours);
        return light.Select(problem => $"{device.Name} light: {problem}").Concat(dark.Select(problem => $"{device.Name} dark: {problem}"));
    }

    /// <summary>Texts that are mostly Persian and yet run from the left, as a title does whose first word is Latin and whose direction
    /// nobody said.</summary>
    private static Task<string[]> BackwardsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const count = (text, letters) => (text.match(letters) ?? []).length;
          const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ");
          if (document.documentElement.lang !== "fa") return [];
          return [...document.body.querySelectorAll(":not(script, style, option, svg *, title)")]
            .filter((element) => {
              const text = element.matches("textarea") ? element.value : own(element);
              return count(text, /[\u0600-\u06FF]/g) > count(text, /[A-Za-z]/g) && getComputedStyle(element).direction === "ltr";
            })
            .map((element) => element.outerHTML.slice(0, 160));
        }
        """);

    /// <summary>Focus not obscured (WCAG 2.4.11), which axe leaves to people: what a bar that stays in the window hides at the moment it
    /// takes the focus.</summary>
    private static Task<string[]> CoveredAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const seen = (control) => {
            const box = control.getBoundingClientRect();
            const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
            const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
            const hits = (x, y) => { const hit = document.elementFromPoint(x, y); return hit && (control.contains(hit) || hit.contains(control)); };
            return [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => hits(left + (right - left) * x, top + (bottom - top) * y)));
          };
          return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
            .filter((control) => !control.disabled && control.checkVisibility({ visibilityProperty: true }))
            .filter((control) => { control.focus(); return document.activeElement === control && !seen(control); })
            .map((control) => control.outerHTML.slice(0, 160));
        }
        """);

    private static Task WearAsync(IPage page, Theme theme) =>
        page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme.Attribute());

    /// <summary>What reaches beyond the window, where the page itself scrolls sideways.</summary>
    internal static Task<string> OverflowAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return "";
          const wide = [...document.querySelectorAll("body *")].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > width + 1 || r.left < -1); });
          return document.documentElement.scrollWidth + " px; " + wide.slice(0, 4).map((e) => e.tagName + "." + e.className).join(", ");
        }
        """);
}
