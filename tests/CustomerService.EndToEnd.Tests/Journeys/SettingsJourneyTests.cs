using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.EndToEnd.Tests.Pages;
using CustomerService.Platform.Localization;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The academy's settings: what is typed is kept while other sections are looked at, and asked about before it is lost.</summary>
public sealed class SettingsJourneyTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.English)]
    public async Task Every_section_is_accessible_and_nothing_typed_is_lost_unasked(Language language)
    {
        await using var window = await academy.OpenAsync("admin", Device.Desktop, language);
        var page = window.Page;
        await window.GoAsync("/office/settings");
        await Axe.StandInAsync(page);
        List<string> problems = [];
        var sections = page.Locator(".settings-list a");
        await sections.First.WaitForAsync();
        var count = await sections.CountAsync();
        for (var i = 0; i < count; i++)
        {
            await ShowAsync(page, i);
            await problems.AddAsync($"section {i}", page);
        }

        // Typed, and still there after a look at another section.
        await ShowAsync(page, 0);
        var name = page.Locator("[name=NameEn]");
        await name.FillAsync("Academy of the North");
        await ShowAsync(page, 1);
        await Assertions.Expect(sections.First.Locator(".badge")).ToBeVisibleAsync();
        await ShowAsync(page, 0);
        await Assertions.Expect(name).ToHaveValueAsync("Academy of the North");

        // Asked before it is lost: Escape stays.
        await page.Locator("a[href='/office/people']:visible").First.ClickAsync();
        await page.Locator(".mud-dialog").WaitForAsync();
        await Assertions.Expect(page.Locator(".mud-dialog-container :focus, .mud-dialog-container:focus")).ToHaveCountAsync(1);
        await problems.AddAsync("question", page);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".mud-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(name).ToHaveValueAsync("Academy of the North");

        // Saved, it holds at once, for the next page too; and goes back to what it was.
        await page.Locator(".settings-form .button").First.ClickAsync();
        await page.Locator(".snackbar-message").First.WaitForAsync();
        await Assertions.Expect(sections.First.Locator(".badge")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(name).ToHaveValueAsync("Academy of the North");
        await page.Locator(".settings-form .button-quiet").Last.ClickAsync();
        await page.Locator(".mud-dialog").WaitForAsync();
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Assertions.Expect(name).Not.ToHaveValueAsync("Academy of the North");

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Distinct()));
        var complaints = window.TakeComplaints();
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    private static async Task ShowAsync(IPage page, int section)
    {
        var link = page.Locator(".settings-list a").Nth(section);
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "page");
        await Assertions.Expect(page.Locator("#settings-title")).ToHaveTextAsync(await link.Locator("span").First.InnerTextAsync());
        await page.Locator(".settings-form").WaitForAsync();
    }
}
