using Bunit;
using CustomerService.App.Tests.Rendering;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Reports;

/// <summary>What is decided about one person's course on their page: exemption, more time, recognition; and assigning by hand.</summary>
public sealed class CourseActsTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task An_exemption_with_its_reason_is_read_by_the_learner_shown_in_the_matrix_and_taken_back()
    {
        var (learner, hr, unit) = await PeopleAsync();
        await using var page = OfficeCircuit.Open<PersonPage>(_academy, hr, learner.Id, Language.English);

        // Without a reason nothing happens, and the dialog stays.
        var act = await page.BeginAsync(() => page.PressAsync("[data-acts=C01] [data-act=exempt]"));
        await page.SendAsync("form[data-form=grounds]");
        page.Wait(() => page.Query(".mud-dialog .field-error") is not null);
        await page.FillAsync(("_form.Reason", "Teaches this course herself"), ("_form.Evidence", "Letter 12"));
        await page.SendAsync("form[data-form=grounds]");
        await act;
        page.Wait(() => page.Query("[data-acts=C01] [data-act=end-exemption]") is not null);
        var card = page.All("article.card").Single(c => c.QuerySelector("[data-acts=C01]") is not null);
        Assert.Contains("Exempt", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Letter 12", card.TextContent, StringComparison.Ordinal);
        Assert.Null(card.QuerySelector("[data-act=exempt]"));

        var visitor = await _academy.SignInAsync(learner, Language.English);
        Assert.Contains("Teaches this course herself", (await visitor.OpenAsync("/courses/C01")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await visitor.OpenAsync("/learning")).QuerySelectorAll("#required-title ~ ul a[href='/courses/C01']"));
        var matrix = await (await _academy.SignInAsync(hr, Language.English)).OpenAsync($"/office/matrix?course=C01&state=exempt&unit={unit.Id:D}");
        Assert.Contains("Exempt", matrix.QuerySelector("table tbody")!.TextContent, StringComparison.Ordinal);

        act = await page.BeginAsync(() => page.PressAsync("[data-acts=C01] [data-act=end-exemption]"));
        await page.FillAsync(("_form.Reason", "Teaches it no more"));
        await page.SendAsync("form[data-form=grounds]");
        await act;
        page.Wait(() => page.Query("[data-acts=C01] [data-act=exempt]") is not null);
        Assert.Contains("Exemption taken back", page.Find("section[aria-labelledby=events]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_time_and_what_was_learned_elsewhere_are_given_by_a_day_in_the_readers_calendar()
    {
        var (learner, hr, _) = await PeopleAsync();
        await using var page = OfficeCircuit.Open<PersonPage>(_academy, hr, learner.Id);
        var due = await DueAsync(learner.Id);

        var act = await page.BeginAsync(() => page.PressAsync("[data-acts=C01] [data-act=extend]"));
        await page.FillAsync(("_form.Reason", "مرخصی"));
        await page.SendAsync("form[data-form=grounds]");
        page.Wait(() => page.Query(".mud-dialog .field-error") is not null);
        await page.FillAsync(("_form.Day", "1409/01/20"));
        await page.SendAsync("form[data-form=grounds]");
        await act;
        page.Wait(() => page.Query("[data-acts=C01] [data-act=end-extension]") is not null);
        Assert.True(await DueAsync(learner.Id) > due);

        act = await page.BeginAsync(() => page.PressAsync("[data-acts=C02] [data-act=recognise]"));
        await page.FillAsync(("_form.Day", "1403/05/01"), ("_form.Reason", "دورهٔ مشابه در بانک"), ("_form.Evidence", "گواهی ۷۷"));
        await page.SendAsync("form[data-form=grounds]");
        await act;
        page.Wait(() => page.Query("[data-acts=C02] [data-act=withdraw]") is not null);
        var course = await (await _academy.SignInAsync(learner, Language.Persian)).OpenAsync("/courses/C02");
        Assert.Contains("آموختهٔ پیشین شما", course.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("دورهٔ مشابه در بانک", course.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_excuses_and_gives_time_but_recognises_nothing_and_nobody_decides_about_themselves()
    {
        var (learner, hr, unit) = await PeopleAsync();
        var manager = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: unit);
        await using var page = OfficeCircuit.Open<PersonPage>(_academy, manager, learner.Id);
        Assert.NotNull(page.Query("[data-acts=C01] [data-act=exempt]"));
        Assert.Null(page.Query("[data-act=recognise]"));
        Assert.Null(page.Query("[data-assign]"));

        await using var own = OfficeCircuit.Open<PersonPage>(_academy, hr, hr.Id);
        Assert.Null(own.Query("[data-acts]"));
    }

    [Fact]
    public async Task Courses_are_assigned_by_hand_to_a_person_to_those_selected_and_to_what_is_filtered()
    {
        var (learner, hr, unit) = await PeopleAsync();
        var other = await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        string link;
        await using (var record = OfficeCircuit.Open<PersonPage>(_academy, hr, learner.Id))
        {
            Assert.Equal($"/office/assignments/new?people={learner.Id:D}", record.Find("[data-assign]").GetAttribute("href"));
        }

        await using (var list = OfficeCircuit.Open<PeoplePage>(_academy, hr, address: $"/office/people?unit={unit.Id:D}&audience=frontline"))
        {
            list.Wait(() => list.All("tbody input[type=checkbox]").Count == 2);
            Assert.Equal($"/office/assignments/new?unit={unit.Id:D}&audience=frontline", list.Find("[data-assign-filter]").GetAttribute("href"));
            await list.Find("tbody input[type=checkbox]").ChangeAsync(new() { Value = true });
            await list.All("tbody input[type=checkbox]")[1].ChangeAsync(new() { Value = true });
            link = list.Find("[data-assign]").GetAttribute("href")!;
        }

        await using (var form = OfficeCircuit.Open<RulePage>(_academy, hr, address: link))
        {
            form.Wait(() => form.All("[data-person]").Count == 2);
            Assert.Equal(("انتخاب منابع انسانی", "Chosen by human resources"), (form.Value("Model.NameFa"), form.Value("Model.NameEn")));
            await form.PressAsync($"[data-person='{other.Id}']");
            await form.FillAsync(("Model.What", "c:C09"));
            await form.SendAsync("form[data-form=rule]");
            await form.PressAsync("section[aria-labelledby=preview-title] button.button:not(.button-second):not(.button-quiet)");
            form.Wait(() => form.Address == "/office/assignments");
        }

        for (var looked = 0; !await HasAsync(learner.Id); looked++)
        {
            Assert.True(looked < 600, "The rule was never applied.");
            await Task.Delay(100, Xunit.TestContext.Current.CancellationToken);
        }

        Assert.False(await HasAsync(other.Id));
        var told = await (await _academy.SignInAsync(learner, Language.Persian)).OpenAsync("/inbox");
        Assert.Contains("به شما سپرده شد", told.Body!.TextContent, StringComparison.Ordinal);
        // Opened again, it names whom it named.
        var rule = await _academy.ReadAsync(db => db.Set<AssignmentRulePerson>().Where(p => p.PersonId == learner.Id).Select(p => p.RuleId).SingleAsync());
        await using var again = OfficeCircuit.Open<RulePage>(_academy, hr, rule);
        again.Wait(() => again.All("[data-person]").Count == 1);
    }

    [Fact]
    public async Task A_path_shows_how_far_what_is_missing_and_itself_on_its_courses()
    {
        var (learner, _, _) = await PeopleAsync();
        await _academy.SitAsync(learner, "C01");
        var visitor = await _academy.SignInAsync(learner, Language.English);
        var path = Assert.Single((await visitor.OpenAsync("/learning")).QuerySelectorAll("section[aria-labelledby=paths-title] article.card"));
        Assert.Contains("1 of 4 courses", path.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/courses/C01", "/courses/C02", "/courses/C03", "/courses/C04"], path.QuerySelectorAll("li a").Select(a => a.GetAttribute("href")));
        Assert.Single(path.QuerySelectorAll("li.is-met"));
        Assert.Contains("Frontline service path: 1 of 4 courses", (await visitor.OpenAsync("/courses/C02")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<(TestPerson Learner, TestPerson HumanResources, Unit Unit)> PeopleAsync()
    {
        var unit = await _academy.AddUnitAsync($"واحد {Guid.NewGuid():N}");
        return (await _academy.AddPersonAsync(Audience.Frontline, unit: unit), await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), unit);
    }

    private Task<bool> HasAsync(Guid personId) => _academy.ReadAsync(db => db.StandingAssignments().AnyAsync(a => a.PersonId == personId && a.CourseId == "C09"));

    private Task<DateTime?> DueAsync(Guid personId) => _academy.ReadAsync(db => db.StandingAssignments().Where(a => a.PersonId == personId && a.CourseId == "C01").Select(a => a.DueAtUtc).SingleAsync());
}
