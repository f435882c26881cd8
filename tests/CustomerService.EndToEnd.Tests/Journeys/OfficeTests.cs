using System.IO.Compression;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>Human resources and a partner manager at their desks.</summary>
public sealed class OfficeTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.English)]
    public async Task Human_resources_filters_the_matrix_opens_a_record_exports_and_prints(Language language)
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, language);
        var page = window.Page;
        await window.GoAsync("/office/matrix");
        await page.Locator("select[name=course]").SelectOptionAsync("C03");
        await page.Locator("select[name=state]").SelectOptionAsync("completed");
        await page.Locator("form.filters button").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("course=C03", StringComparison.Ordinal));
        await page.Locator(".chips .chip").First.WaitForAsync();
        Assert.Equal(await page.Locator("tbody tr").CountAsync(), await page.Locator("tbody td .state-good").CountAsync());

        var export = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='format=xlsx']").ClickAsync());
        using (var sheet = new StreamReader(new ZipArchive(File.OpenRead(await export.PathAsync())).GetEntry("xl/worksheets/sheet1.xml")!.Open()))
        {
            Assert.Equal(language == Language.Persian, (await sheet.ReadToEndAsync()).Contains("rightToLeft=\"1\"", StringComparison.Ordinal));
        }

        await page.Locator("tbody th a").First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/office/people/", StringComparison.Ordinal));
        await page.Locator("main a[href^='/office/certificates/']").First.WaitForAsync();

        await window.GoAsync("/office/matrix?course=C03&state=completed");
        await page.Locator($"form[data-form=print-group] button[value={language.Code()}]").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/office/prints/", StringComparison.Ordinal));
        var file = page.Locator("a[href$='/file']");
        await academy.UntilAsync(file);
        var pdf = await page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await File.ReadAllBytesAsync(await pdf.PathAsync()))[..4]));
        var complaints = window.TakeComplaints();
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    [Fact]
    public async Task A_partner_manager_sees_that_organisation_and_nobody_else()
    {
        await using var window = await academy.OpenAsync("kaveh", Device.Desktop, Language.English);
        await window.GoAsync("/office/matrix");
        var people = await window.Page.Locator("tbody th").AllInnerTextsAsync();
        Assert.Contains(people, name => name.Contains("Leyla Saei", StringComparison.Ordinal));
        Assert.DoesNotContain(people, name => name.Contains("Sara Mohammadi", StringComparison.Ordinal) || name.Contains("Mozhgan Daryanavard", StringComparison.Ordinal));

        await window.GoAsync($"/office/people/{await academy.Learners.IdOfAsync("sara")}");
        await window.Page.GetByText("We could not find this page").WaitForAsync();
        await window.GoAsync("/office/matrix?q=Mohammadi");
        Assert.Equal(0, await window.Page.Locator("tbody tr").CountAsync());
    }
}
