using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Rules;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.People;

public sealed class AdministrationTests(SharedAcademy shared)
{
    private const string New = "/office/people/new";
    private const string Form = "form[data-form=add-person]";

    private readonly Academy _academy = shared.Academy;

    private static string Unique(string text) => text + Guid.NewGuid().ToString("N")[..8];

    private async Task<Visitor> HrAsync() => await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources));

    private async Task<Visitor> AdministratorAsync() => await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Leader, Role.Administrator));

    private static Guid IdIn(HttpResponseMessage redirect) =>
        Guid.Parse(new Uri(new Uri("http://localhost"), redirect.Headers.Location!).Segments[3].TrimEnd('/'));

    private static async Task<HttpResponseMessage> AddAsync(Visitor visitor, string userName, string place, string audience, params (string, string?)[] more) =>
        await visitor.SubmitAsync(await visitor.OpenAsync(New), Form, New,
        [
            ("Input.GivenName", "نو"), ("Input.FamilyName", "آمده"), ("Input.UserName", userName), ("Input.OrgUnit", place), ("Input.Audience", audience), .. more,
        ]);

    [Fact]
    public async Task Human_resources_add_a_person_who_signs_in_with_the_password_shown_once()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var userName = Unique("new");
        var hr = await HrAsync();
        var added = await AddAsync(hr, userName, $"u:{unit.Id:D}", "frontline", ("Input.PersonnelNumber", "۱۲۳۴"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);

        var edit = await hr.OpenAsync(added.Headers.Location!.ToString());
        var password = edit.QuerySelector("[data-password]")!.TextContent;
        Assert.Equal(userName, edit.QuerySelector(".notice [data-user-name]")!.TextContent);
        await _academy.Visit().SignInAsync(userName, password);
        Assert.Null((await hr.OpenAsync(added.Headers.Location!.ToString())).QuerySelector("code.code"));

        var id = IdIn(added);
        Assert.Contains("people.added", await _academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == id).Select(a => a.Action).ToListAsync()));
        Assert.NotEmpty((await hr.OpenAsync("/office/matrix?q=1234&unit=" + unit.Id)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_form_sent_twice_adds_one_person_and_shows_that_one()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var hr = await HrAsync();
        var page = await hr.OpenAsync(New);
        (string, string?)[] fields = [("Input.GivenName", "بی‌حساب"), ("Input.FamilyName", unit.Name.Fa), ("Input.OrgUnit", $"u:{unit.Id:D}"), ("Input.Audience", "frontline")];

        var (first, second) = (await hr.SubmitAsync(page, Form, New, fields), await hr.SubmitAsync(page, Form, New, fields));

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<Membership>().CountAsync(m => m.UnitId == unit.Id)));
    }

    [Fact]
    public async Task A_form_with_faults_says_so_and_keeps_what_was_typed()
    {
        var hr = await HrAsync();
        var response = await hr.SubmitAsync(await hr.OpenAsync(New), Form, New, ("Input.GivenName", "سمیرا"), ("Input.Email", "kein-at"), ("Input.Mobile", "12"));
        var page = await Visitor.ReadAsync(response);
        Assert.Equal("سمیرا", ((IHtmlInputElement)page.QuerySelector("[name='Input.GivenName']")!).Value);
        Assert.Equal("kein-at", ((IHtmlInputElement)page.QuerySelector("[name='Input.Email']")!).Value);
        Assert.True(page.QuerySelectorAll(".field-error").Length >= 3);
    }

    [Fact]
    public async Task A_taken_user_name_and_an_unfitting_audience_are_refused_by_name()
    {
        var hr = await HrAsync();
        var taken = await _academy.AddPersonAsync(Audience.Frontline);
        Assert.NotNull((await Visitor.ReadAsync(await AddAsync(hr, taken.UserName, $"o:{_academy.Employer.Id:D}", "frontline"))).QuerySelector(".notice-bad"));
        Assert.NotNull((await Visitor.ReadAsync(await AddAsync(hr, Unique("x"), $"o:{_academy.Employer.Id:D}", "customer"))).QuerySelector(".notice-bad"));
        Assert.NotNull((await Visitor.ReadAsync(await AddAsync(hr, Unique("x"), $"o:{_academy.Employer.Id:D}", "frontline", ("Input.Email", $"{taken.UserName}@EXAMPLE.org")))).QuerySelector(".notice-bad"));
    }

    [Fact]
    public async Task What_is_taken_is_said_at_its_field_and_in_a_summary_that_has_the_focus_and_links_there()
    {
        var hr = await HrAsync();
        var (mobile, number, userName) = ("0919" + Random.Shared.Next(1000000, 9999999), Unique("n"), Unique("first"));
        var employer = $"o:{_academy.Employer.Id:D}";
        Assert.Equal(HttpStatusCode.Redirect, (await AddAsync(hr, userName, employer, "frontline", ("Input.Mobile", mobile), ("Input.PersonnelNumber", number))).StatusCode);

        foreach (var (field, value) in new[] { ("Mobile", mobile), ("PersonnelNumber", number.ToUpperInvariant()), ("UserName", userName) })
        {
            var page = await Visitor.ReadAsync(await AddAsync(hr, field == "UserName" ? value : Unique("x"), employer, "frontline", (field == "UserName" ? "Input.JobTitleEn" : "Input." + field, value), ("Input.Password", "چهار واژهٔ ساده")));
            Assert.NotNull(page.QuerySelector($"#Input-{field}-error"));
            var summary = page.QuerySelector("form .form-errors")!;
            Assert.Equal(("-1", true), (summary.GetAttribute("tabindex"), summary.HasAttribute("autofocus")));
            Assert.Equal($"{New}#Input-{field}", summary.QuerySelector("a")!.GetAttribute("href"));
            // The password is not rendered again; the field shows an error so that no generated password silently replaces it.
            Assert.NotNull(page.QuerySelector("#Input-Password-error"));
        }
    }

    [Theory]
    [InlineData("سارا"), InlineData("sara karimi")]
    public async Task A_user_name_that_not_every_keyboard_types_is_refused_at_its_field(string userName)
    {
        var page = await Visitor.ReadAsync(await AddAsync(await HrAsync(), userName, $"o:{_academy.Employer.Id:D}", "frontline"));
        Assert.NotNull(page.QuerySelector("#Input-UserName-error"));
        Assert.Null(page.QuerySelector("#Input-Password-error"));
    }

    [Fact]
    public async Task Actions_that_take_something_away_ask_once_more_and_name_the_person()
    {
        var (first, second) = (await _academy.AddUnitAsync(Unique("الف")), await _academy.AddUnitAsync(Unique("ب")));
        var person = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: first, name: new PersonName("نازنین", "فرهمند", "Nazanin", "Farahmand"));
        var administrator = await AdministratorAsync();
        var edit = $"/office/people/{person.Id}/edit";
        var added = await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=membership]", edit, ("Input.From", ""), ("Input.OrgUnit", $"u:{second.Id:D}"), ("Input.Audience", "manager"));
        Assert.EndsWith("done=membership-added", added.Headers.Location!.ToString(), StringComparison.Ordinal);

        var page = await administrator.OpenAsync(edit);
        foreach (var action in new[] { "form[data-form=end-membership]", "form[data-form=revoke-role]", "button[value=reset]", "button[value=deactivate]" })
        {
            var button = action.StartsWith("form", StringComparison.Ordinal) ? page.QuerySelector(action + " button")! : page.QuerySelector(action)!;
            var question = button.Closest("details")!;
            Assert.Contains("نازنین فرهمند", question.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(edit, question.QuerySelector("a")!.GetAttribute("href"));
        }

        var twice = await Visitor.ReadAsync(await administrator.SubmitAsync(page, "form[data-form=membership]", edit, ("Input.From", ""), ("Input.OrgUnit", $"u:{second.Id:D}"), ("Input.Audience", "manager")));
        Assert.NotNull(twice.QuerySelector("#Input-OrgUnit-error"));
        var ended = await administrator.SubmitAsync(page, "form[data-form=end-membership]", edit);
        Assert.EndsWith("done=membership-ended", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotNull((await administrator.OpenAsync(ended.Headers.Location!.ToString())).QuerySelector(".notice-good"));
    }

    [Fact]
    public async Task The_audit_tells_what_was_changed_in_the_readers_language()
    {
        var (from, to) = (await _academy.AddUnitAsync(Unique("از")), await _academy.AddUnitAsync(Unique("به")));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: from);
        var administrator = await AdministratorAsync();
        var edit = $"/office/people/{person.Id}/edit";
        await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=details]", edit, ("Input.FamilyName", "دیگر"), ("Input.Email", Unique("mail") + "@example.org"));
        await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=membership]", edit, ("Input.OrgUnit", $"u:{to.Id:D}"), ("Input.Audience", "manager"));
        await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=role]", edit, ("Input.Role", "manager"), ("Input.OrgUnit", $"u:{to.Id:D}"));

        var reader = await _academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        foreach (var (language, fields, role) in new[] { (Language.Persian, "نام، رایانامه", "مدیر واحد"), (Language.English, "Name, E-mail", "Manager of a unit") })
        {
            await using var record = OfficeCircuit.Open<PersonPage>(_academy, reader, person.Id, language);
            var details = record.All("section[aria-labelledby=events] tbody tr td:last-child").Select(d => d.TextContent).ToList();
            Assert.Contains(fields, details);
            Assert.Contains(details, d => d.Contains(from.Name.Fa, StringComparison.Ordinal) && d.Contains(to.Name.Fa, StringComparison.Ordinal));
            Assert.Contains(details, d => d.StartsWith(role, StringComparison.Ordinal) && d.Contains(to.Name.Fa, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_person_on_record_gets_an_account()
    {
        var hr = await HrAsync();
        var added = await AddAsync(hr, "", $"o:{_academy.Employer.Id:D}", "frontline");
        var edit = $"/office/people/{IdIn(added)}/edit";
        var userName = Unique("open");
        Assert.NotNull((await Visitor.ReadAsync(await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=open-account]", edit, ("Input.UserName", "")))).QuerySelector("#Input-UserName-error"));
        var opened = await hr.OpenAsync((await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=open-account]", edit, ("Input.UserName", userName))).Headers.Location!.ToString());
        await _academy.Visit().SignInAsync(userName, opened.QuerySelector("[data-password]")!.TextContent);
    }

    [Fact]
    public async Task A_partner_manager_adds_agents_to_the_own_organisation_and_nowhere_else()
    {
        var (own, other) = (await _academy.AddPartnerAsync(Unique("ما")), await _academy.AddPartnerAsync(Unique("آنها")));
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, own));
        var page = await manager.OpenAsync(New);
        Assert.DoesNotContain(other.Id.ToString("D"), page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name='Input.Role']"));

        Assert.Equal(HttpStatusCode.Redirect, (await AddAsync(manager, Unique("agent"), $"o:{own.Id:D}", "agent")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(manager, Unique("agent"), $"o:{other.Id:D}", "agent")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(manager, Unique("agent"), $"o:{_academy.Employer.Id:D}", "frontline")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(manager, Unique("agent"), $"o:{own.Id:D}", "agent", ("Input.Role", "administrator"))).StatusCode);

        var foreign = await _academy.AddPersonAsync(Audience.Agent, null, other);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/office/people/{foreign.Id}/edit")).StatusCode);
    }

    [Fact]
    public async Task Human_resources_cannot_touch_an_administrators_account()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await (await HrAsync()).GetAsync($"/office/people/{administrator.Id}/edit")).StatusCode);
    }

    [Fact]
    public async Task A_person_is_renamed_moved_and_reset()
    {
        var (from, to) = (await _academy.AddUnitAsync(Unique("از")), await _academy.AddUnitAsync(Unique("به")));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: from);
        var hr = await HrAsync();
        var edit = $"/office/people/{person.Id}/edit";

        Assert.Equal(HttpStatusCode.Redirect, (await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=details]", edit, ("Input.FamilyName", "كاظمي"), ("Input.Mobile", "۰۹۱۲۳۴۵۶۷۸۹"))).StatusCode);
        Assert.Equal("09123456789", (await hr.OpenAsync(edit)).QuerySelector("form[data-form=details] [name='Input.Mobile']")!.GetAttribute("value"));
        var stored = await _academy.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == person.Id));
        Assert.Equal(("کاظمی", "+989123456789"), (stored.FamilyName, stored.Mobile));

        Assert.Equal(HttpStatusCode.Redirect, (await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=membership]", edit, ("Input.OrgUnit", $"u:{to.Id:D}"), ("Input.Audience", "manager"))).StatusCode);
        var places = await _academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id).OrderBy(m => m.StartedAtUtc).ToListAsync());
        Assert.Equal([true, false], places.Select(m => m.EndedAtUtc is not null));
        Assert.Equal((to.Id, Audience.Manager), (places[1].UnitId, places[1].Audience));

        var reset = await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=account]", edit, ("Input.Action", "reset"));
        var password = (await hr.OpenAsync(reset.Headers.Location!.ToString())).QuerySelector("[data-password]")!.TextContent;
        await _academy.Visit().SignInAsync(person.UserName, password);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _academy.Visit().SignInAsync(person.UserName, Academy.Password));
    }

    [Fact]
    public async Task Who_is_deactivated_cannot_sign_in_until_activated_again()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var hr = await HrAsync();
        var edit = $"/office/people/{person.Id}/edit";
        await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=account]", edit, ("Input.Action", "deactivate"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _academy.Visit().SignInAsync(person.UserName, Academy.Password));
        await hr.SubmitAsync(await hr.OpenAsync(edit), "form[data-form=account]", edit, ("Input.Action", "reactivate"));
        await _academy.Visit().SignInAsync(person.UserName, Academy.Password);
    }

    [Fact]
    public async Task Administrators_give_and_take_roles()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var person = await _academy.AddPersonAsync(Audience.Manager, unit: unit);
        var administrator = await AdministratorAsync();
        var edit = $"/office/people/{person.Id}/edit";
        var refused = await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=role]", edit, ("Input.Role", "manager"));
        Assert.NotNull((await Visitor.ReadAsync(refused)).QuerySelector(".notice-bad"));
        await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=role]", edit, ("Input.Role", "manager"), ("Input.OrgUnit", $"u:{unit.Id:D}"));
        Assert.Equal(HttpStatusCode.OK, (await (await _academy.SignInAsync(person)).GetAsync("/office/matrix")).StatusCode);
        await administrator.SubmitAsync(await administrator.OpenAsync(edit), "form[data-form=revoke-role]", edit);
        Assert.NotEqual(HttpStatusCode.OK, (await (await _academy.SignInAsync(person)).GetAsync("/office/matrix")).StatusCode);
        Assert.Null((await (await HrAsync()).OpenAsync(edit)).QuerySelector("form[data-form=role]"));
    }

    [Fact]
    public async Task The_page_of_organisations_is_a_frame_until_its_circuit_reads()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var page = await (await HrAsync()).OpenAsync("/office/organisations");

        Assert.NotNull(page.QuerySelector("main h1"));
        Assert.NotNull(page.QuerySelector("main .skeleton"));
        Assert.DoesNotContain(unit.Name.Fa, page.Body!.TextContent, StringComparison.Ordinal);
    }
}
