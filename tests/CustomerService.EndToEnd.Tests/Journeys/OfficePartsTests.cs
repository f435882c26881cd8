using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.EndToEnd.Tests.Pages;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Controls;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The parts of the office in its style guide: each act without a mouse, and what opens above the page as accessible as the page.</summary>
public sealed class OfficePartsTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.English)]
    public async Task Every_part_is_used_by_keys_and_what_it_opens_is_accessible(Language language)
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, language);
        var page = window.Page;
        await window.GoAsync("/design/office");
        await Axe.StandInAsync(page);
        List<string> problems = [];

        await DayAsync(page, language, problems);
        await ReasonAsync(page, problems);
        await PickersAsync(page, language, problems);
        await FrameAsync(page, problems);
        await WorkAsync(page);

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Distinct()));
        // Violations of the policy are among them.
        var complaints = window.TakeComplaints();
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    private static async Task DayAsync(IPage page, Language language, List<string> problems)
    {
        var day = page.Locator("#design-day");
        var opener = page.Locator("#dates .input-tool").First;
        var calendar = page.Locator("#design-day-calendar, .date-popup").First;
        await PressAsync(opener, "Enter");
        await calendar.WaitForAsync();
        await problems.AddAsync("calendar", page);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync(language == Language.Persian ? "ArrowLeft" : "ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await calendar.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(opener).ToBeFocusedAsync();
        // 21 November 2026 and eight days.
        await Assertions.Expect(day).ToHaveValueAsync(language == Language.Persian ? "۱۴۰۵/۰۹/۰۸" : "2026-11-29");

        await PressAsync(opener, "Enter");
        await calendar.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opener).ToBeFocusedAsync();

        // Typed: either calendar, any digits; what is no day stays, with what to do.
        await day.FillAsync("۱۴۰۵/۱۰/۰۵");
        await day.PressAsync("Tab");
        await Assertions.Expect(day).ToHaveValueAsync(language == Language.Persian ? "۱۴۰۵/۱۰/۰۵" : "2026-12-26");
        await day.FillAsync("1405/13/01");
        await day.PressAsync("Tab");
        await Assertions.Expect(day).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(day).ToHaveValueAsync("1405/13/01");

        var status = page.Locator("#dates [role=status]").Last;
        var open = await status.InnerTextAsync();
        await PressAsync(page.Locator("#dates .date-range .button-small").Nth(1), "Enter");
        await Assertions.Expect(status).Not.ToHaveTextAsync(open);
    }

    private static async Task ReasonAsync(IPage page, List<string> problems)
    {
        var opener = page.Locator("#reason button");
        await PressAsync(opener, "Enter");
        await Assertions.Expect(page.Locator("textarea#reason")).ToBeFocusedAsync();
        await problems.AddAsync("reason", page);
        await PressAsync(page.Locator(".mud-dialog-actions button").Last, "Enter");
        await Assertions.Expect(page.Locator("textarea#reason")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("textarea#reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Keyboard.TypeAsync("By mistake");
        await PressAsync(page.Locator(".mud-dialog-actions button").Last, "Enter");
        await Assertions.Expect(page.Locator("#reason [role=status]")).ToHaveTextAsync("By mistake");
        await Assertions.Expect(opener).ToBeFocusedAsync();

        await PressAsync(opener, "Enter");
        await Assertions.Expect(page.Locator("textarea#reason")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#reason [role=status]")).Not.ToHaveTextAsync("By mistake");
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    private async Task PickersAsync(IPage page, Language language, List<string> problems)
    {
        var people = page.Locator("#design-people");
        await people.FocusAsync();
        await page.Keyboard.TypeAsync(language == Language.Persian ? "علي" : "ALI"); // an Arabic letter, or capitals: folded
        var options = page.Locator("#pickers [role=option]");
        // The search waits for a pause in typing, by the academy's clock.
        for (var i = 0; i < 100 && await options.CountAsync() != 2; i++)
        {
            academy.Academy.Clock.Advance(ChoicePicker.Pause);
            await page.WaitForTimeoutAsync(100);
        }

        await Assertions.Expect(options).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("ArrowDown");
        await problems.AddAsync("picker", page);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#pickers .picker-chip")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(options).ToHaveCountAsync(0);
        await PressAsync(page.Locator("#pickers .picker-chip button"), "Enter");
        await Assertions.Expect(page.Locator("#pickers .picker-chip")).ToHaveCountAsync(0);

        await page.Locator("#design-unit").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(options).ToHaveCountAsync(5);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#pickers .picker-chip")).ToHaveCountAsync(1);
    }

    private static async Task FrameAsync(IPage page, List<string> problems)
    {
        await PressAsync(page.Locator("#frame .cluster > button").First, "Enter");
        await Assertions.Expect(page.Locator("#side-panel-title")).ToBeFocusedAsync();
        await problems.AddAsync("side panel", page);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".side-panel").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await PressAsync(page.Locator("#frame .mud-menu button"), "Enter");
        await page.Locator(".mud-popover-open [role=menuitem], .mud-popover-open .mud-menu-item").First.WaitForAsync();
        await problems.AddAsync("menu", page);
        await PressAsync(page.Locator(".mud-popover-open .mud-menu-item").First, "Enter");
        await page.Locator(".side-panel").WaitForAsync();
        await PressAsync(page.Locator(".side-panel-head button"), "Enter");
        await page.Locator(".side-panel").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await PressAsync(page.Locator("#frame .cluster > button").Nth(1), "Enter");
        await page.Locator(".snackbar-message").First.WaitForAsync();
        await problems.AddAsync("message", page);

        await PressAsync(page.Locator("#frame .cluster > button").Nth(2), "Enter");
        await page.Locator(".mud-dialog").WaitForAsync();
        await Assertions.Expect(page.Locator(".mud-dialog-container :focus, .mud-dialog-container:focus")).ToHaveCountAsync(1);
        await problems.AddAsync("question", page);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".mud-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task WorkAsync(IPage page)
    {
        await PressAsync(page.Locator("#work .work-head button"), "Enter");
        await Assertions.Expect(page.Locator("#work progress")).ToHaveCountAsync(0);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => PressAsync(page.Locator("#design-file"), "Enter"));
        await chooser.SetFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = "name\nsara\n"u8.ToArray() });
        await Assertions.Expect(page.Locator("#work .work")).ToHaveCountAsync(2);
    }

    private static async Task PressAsync(ILocator control, string key)
    {
        await control.FocusAsync();
        await control.Page.Keyboard.PressAsync(key);
    }
}
