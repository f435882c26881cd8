using System.Net;
using AngleSharp.Dom;
using CustomerService.App.Tests.Certificates;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Reports;

public sealed class MatrixTests(SharedAcademy shared) : IAsyncLifetime
{
    private Academy _academy = null!;
    private Group _group = null!;

    public async ValueTask InitializeAsync()
    {
        _academy = shared.Academy;
        _group = await Group.MakeAsync(_academy);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Visitor> HrAsync(Language language = Language.Persian) =>
        await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), language);

    private static IReadOnlyList<string> Names(IDocument page) => [.. page.QuerySelectorAll(".matrix tbody th a").Select(a => a.TextContent)];

    private IReadOnlyList<string> Own(IDocument page) => [.. Names(page).Where(n => n.Contains(_group.Word, StringComparison.Ordinal)).Select(n => n.Split(' ')[0])];

    [Fact]
    public async Task Human_resources_see_everybody_in_the_order_of_the_alphabet() =>
        Assert.Equal(["آنا", "بهار", "پویا", "تارا"], Own(await (await HrAsync()).OpenAsync($"/office/matrix?q={_group.Word}")));

    [Fact]
    public async Task One_who_left_is_found_by_the_filter_on_the_page_and_in_the_export()
    {
        await using (var db = await _academy.DbAsync())
        {
            await db.Set<Person>().Where(p => p.Id == _group.Bahar.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsActive, false), TestContext.Current.CancellationToken);
        }

        var hr = await HrAsync();

        Assert.Equal(["آنا", "پویا", "تارا"], Own(await hr.OpenAsync($"/office/matrix?q={_group.Word}")));
        var left = await hr.OpenAsync($"/office/matrix?q={_group.Word}&account=inactive");
        Assert.Equal(["بهار"], Own(left));
        Assert.Contains("حساب غیرفعال", left.QuerySelector(".matrix tbody th")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(left.QuerySelector("details.filters-more[open] select[name=account] option[value=inactive][selected]"));
        Assert.Equal(["آنا", "بهار", "پویا", "تارا"], Own(await hr.OpenAsync($"/office/matrix?q={_group.Word}&account=all")));

        var export = left.QuerySelector("a[href*='format=csv']")!.GetAttribute("href")!;
        var csv = await (await hr.GetAsync(export)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(csv.TrimEnd().Split('\n').Skip(1), line => Assert.EndsWith(",غیرفعال,0,,", line.TrimEnd(), StringComparison.Ordinal));
        Assert.Contains("بهار", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("آنا", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_leads_back_to_what_was_filtered()
    {
        var matrix = await (await HrAsync()).OpenAsync($"/office/matrix?unit={_group.Branch.Id}&course=C01");
        var link = matrix.QuerySelector(".matrix tbody th a")!.GetAttribute("href")!;
        var reader = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);

        await using var record = OfficeCircuit.Open<PersonPage>(_academy, reader, _group.Anna.Id, address: link);
        Assert.Equal($"/office/matrix?unit={_group.Branch.Id}&course=C01", record.Find(".crumbs a").GetAttribute("href"));
        await using var other = OfficeCircuit.Open<PersonPage>(_academy, reader, _group.Anna.Id, address: $"/office/people/{_group.Anna.Id}?q=%20&course=//evil.example");
        Assert.Equal("/office/matrix", other.Find(".crumbs a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_manager_sees_the_unit_with_all_below_it_and_nobody_else()
    {
        var headManager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: _group.Head));
        var branchManager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: _group.Branch));
        Assert.Equal(["آنا", "بهار"], Own(await headManager.OpenAsync("/office/matrix")));
        Assert.Equal(["آنا"], Own(await branchManager.OpenAsync("/office/matrix")));
        Assert.Equal(["آنا"], Own(await branchManager.OpenAsync($"/office/matrix?unit={_group.Branch.Id}")));
        Assert.Empty(Own(await branchManager.OpenAsync($"/office/matrix?unit={_group.Head.Id}")));
    }

    [Fact]
    public async Task A_partner_manager_sees_the_own_organisation_whatever_the_address_asks_for()
    {
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, _group.Partner));
        Assert.Equal(["پویا"], Own(await manager.OpenAsync("/office/matrix")));
        Assert.Empty(Own(await manager.OpenAsync($"/office/matrix?organisation={_group.OtherPartner.Id}")));
        Assert.Empty(Own(await manager.OpenAsync($"/office/matrix?q={_group.Word}%20تارا")));
        Assert.DoesNotContain("نمایندگی", (await manager.OpenAsync("/office/matrix")).QuerySelector("form.filters")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learner_is_turned_away()
    {
        var learner = await _academy.SignInAsync(_group.Anna);
        Assert.Contains("/access-denied", (await learner.GetAsync("/office/matrix")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await learner.GetAsync("/office/matrix/export?format=csv")).StatusCode);
    }

    [Fact]
    public async Task Filters_by_audience_unit_and_state_keep_who_fits_and_can_be_taken_away()
    {
        var hr = await HrAsync();
        Assert.Equal(["پویا", "تارا"], Own(await hr.OpenAsync($"/office/matrix?q={_group.Word}&audience=agent")));
        Assert.Equal(["آنا", "بهار"], Own(await hr.OpenAsync($"/office/matrix?unit={_group.Head.Id}")));
        Assert.Empty(Own(await hr.OpenAsync($"/office/matrix?q={_group.Word}&state=completed")));
        var page = await hr.OpenAsync($"/office/matrix?q={_group.Word}&audience=agent&state=not-started");
        Assert.Equal(["پویا", "تارا"], Own(page));
        Assert.Equal(3, page.QuerySelectorAll(".chips .chip").Length);
        var without = page.QuerySelectorAll(".chips .chip").Single(c => c.TextContent.Contains("آغازنشده", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Equal($"/office/matrix?q={Uri.EscapeDataString(_group.Word)}&audience=agent", without);
    }

    [Fact]
    public async Task Beside_many_courses_a_legend_says_the_states_and_every_cell_still_has_its_word_for_those_who_listen()
    {
        var hr = await HrAsync(Language.English);
        await _academy.AddPersonAsync(Audience.Manager, unit: _group.Head, name: new PersonName("کیان", _group.Word));
        var wide = await hr.OpenAsync($"/office/matrix?q={_group.Word}");
        Assert.True(wide.QuerySelectorAll(".matrix thead th").Length > 7);
        Assert.NotNull(wide.QuerySelector(".matrix.is-wide"));
        Assert.Equal(["Overdue", "Expired", "Expiring", "Failed, waiting", "In progress", "Not started", "Completed", "Exempt"], wide.QuerySelectorAll(".matrix-legend > li").Select(l => l.TextContent));
        Assert.Contains(wide.QuerySelectorAll(".matrix td .state"), s => s.TextContent == "Not started");

        var narrow = await hr.OpenAsync($"/office/matrix?q={_group.Word}&course=C01");
        Assert.NotNull(narrow.QuerySelector(".matrix"));
        Assert.Null(narrow.QuerySelector(".matrix.is-wide"));
        Assert.Null(narrow.QuerySelector(".matrix-legend"));
    }

    [Fact]
    public async Task A_completed_course_shows_its_date_and_its_filter_finds_the_person()
    {
        await _academy.SitAsync(_group.Anna, "C01");
        var hr = await HrAsync();
        var page = await hr.OpenAsync($"/office/matrix?q={_group.Word}&course=C01&state=completed");
        Assert.Equal(["آنا"], Own(page));
        var cell = page.QuerySelector(".matrix tbody td")!;
        Assert.NotNull(cell.QuerySelector(".state-good"));
        Assert.Contains(LocalizedFormatter.For(Language.Persian).ShortDate(_academy.Clock.UtcNow()), cell.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("آنا", Own(await hr.OpenAsync($"/office/matrix?q={_group.Word}&course=C01&state=not-started")));
    }

    [Fact]
    public async Task A_failed_quiz_is_found_as_failed()
    {
        await _academy.SitAsync(_group.Bahar, "C02", right: false);
        Assert.Equal(["بهار"], Own(await (await HrAsync()).OpenAsync($"/office/matrix?q={_group.Word}&state=failed")));
    }

    [Fact]
    public async Task Search_forgives_keyboards_and_half_spaces()
    {
        await _academy.AddPersonAsync(Audience.Frontline, unit: _group.Branch, name: new PersonName("می‌نا", "کی" + _group.Word));
        Assert.Equal(["می‌نا"], Own(await (await HrAsync()).OpenAsync($"/office/matrix?q={Uri.EscapeDataString("مينا كي" + _group.Word)}")));
    }

    [Fact]
    public async Task Nobody_is_an_answer_with_a_way_back()
    {
        var page = await (await HrAsync()).OpenAsync("/office/matrix?q=" + Guid.NewGuid().ToString("N"));
        Assert.Equal("/office/matrix", page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_in_both_directions()
    {
        for (var i = 0; i < ViewMatrix.PageSize + 10; i++)
        {
            await _academy.AddPersonAsync(Audience.Customer, name: new PersonName($"ن{i:00}", "صفحه" + _group.Word));
        }

        var hr = await HrAsync();
        var first = await hr.OpenAsync($"/office/matrix?q=صفحه{_group.Word}");
        Assert.Null(first.QuerySelector(".pager a[rel=prev]"));
        var second = await hr.OpenAsync(first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Null(second.QuerySelector(".pager a[rel=next]"));
        Assert.Equal((ViewMatrix.PageSize, 10), (Names(first).Count, Names(second).Count));
        Assert.Equal(ViewMatrix.PageSize + 10, Names(first).Concat(Names(second)).Distinct().Count());
        Assert.Equal(Names(first), Names(await hr.OpenAsync(second.QuerySelector(".pager a[rel=prev]")!.GetAttribute("href")!)));
    }

    [Fact]
    public async Task An_export_holds_what_the_page_shows_within_the_same_scope()
    {
        await _academy.SitAsync(_group.Agent, "C11");
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, _group.Partner));
        var response = await manager.GetAsync($"/office/matrix/export?format=csv&q={_group.Word}");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("پویا", text, StringComparison.Ordinal);
        Assert.DoesNotContain("تارا", text, StringComparison.Ordinal);
        var line = Assert.Single(text.Split("\r\n"), l => l.Contains(",C11,", StringComparison.Ordinal));
        Assert.Contains($",{_academy.Clock.UtcNow().AddHours(3.5):yyyy-MM-dd},100,", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_right_to_left_in_persian_and_left_to_right_in_english()
    {
        foreach (var language in Languages.All)
        {
            var hr = await HrAsync(language);
            var response = await hr.GetAsync($"/office/matrix/export?format=xlsx&q={_group.Word}&course=C01");
            using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
            using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
            var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet;
            Assert.Equal(language == Language.Persian, sheet.Descendants<SheetView>().Single().RightToLeft!.Value);
            Assert.Equal(language == Language.Persian ? "نام" : "Name", sheet.Descendants<Row>().First().Elements<Cell>().First().InnerText);
            Assert.Equal(5, sheet.Descendants<Row>().Count());
        }
    }

    [Fact]
    public async Task An_unknown_format_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await HrAsync()).GetAsync("/office/matrix/export?format=pdf")).StatusCode);
}
