using System.Text;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>Human resources import a list of people in the browser.</summary>
public sealed class ImportTests(RunningAcademy academy)
{
    private const string List = """
        شماره پرسنلی,نام,نام خانوادگی,رایانامه,شماره همراه,تاریخ شروع,یادداشت
        ۹۰۰۱,بهار,واردشده‌یک,bahar.v1@example.org,۰۹۱۲۷۰۰۹۰۰۱,۱۴۰۵/۰۱/۱۵,الف
        9002,پویا,واردشده‌دو,,09127009002,1405/02/01,ب
        9003,ترانه,واردشده‌سه,,,,پ
        9004,ثنا,واردشده‌چهار,sana.v4@example.org,,,ت
        9005,جاوید,واردشده‌پنج,,,,ث
        9006,چکامه,واردشده‌شش,این رایانامه نیست,,,ج
        9003,ترانه,واردشده‌سه,,,,چ
        """;

    [Fact]
    public async Task Good_rows_are_applied_and_the_bad_ones_are_told()
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, Language.Persian);
        var page = window.Page;
        await window.GoAsync("/office/import");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "کارکنان.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(List) });

        // What the columns mean; the unknown one is ignored.
        await academy.UntilAsync(page.Locator("#columns"));
        await Axe.StandInAsync(page);
        await Assertions.Expect(page.Locator("tbody select")).ToHaveCountAsync(7);
        Assert.Equal("PersonnelNumber", await page.Locator("tbody select").First.InputValueAsync());
        Assert.Equal("", await page.Locator("tbody select").Last.InputValueAsync());
        Assert.Empty(await Axe.ByTagsAsync(page, "wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"));
        await page.GetByRole(AriaRole.Button, new() { Name = "بررسی آزمایشی" }).ClickAsync();

        // The dry run: the two rows with one number and the one with a wrong address.
        await academy.UntilAsync(page.Locator("#plan"));
        await Assertions.Expect(page.Locator(".office-grid-table tbody tr")).ToHaveCountAsync(7);
        await page.Locator("[data-kinds] a", new() { HasText = "خطا" }).ClickAsync();
        await Assertions.Expect(page.Locator(".office-grid-table tbody tr")).ToHaveCountAsync(3);
        Assert.Empty(await Axe.ByTagsAsync(page, "wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"));

        // Nothing before it is confirmed; then the work goes on by itself.
        await page.GetByRole(AriaRole.Button, new() { Name = "انجام", Exact = true }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "انجام", Exact = true }).ClickAsync();
        await academy.UntilAsync(page.Locator("#result"));
        await window.GoAsync("/office/people?q=واردشده");
        await Assertions.Expect(page.Locator(".office-grid-table tbody tr")).ToHaveCountAsync(4);
        Assert.Empty(window.TakeComplaints());
    }
}
