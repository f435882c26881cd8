using System.Net;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

public sealed class AdministrationTests(SharedAcademy shared)
{
    private const string New = "/office/people/new";
    private const string Form = "form[data-form=add-person]";

    private readonly Academy _academy = shared.Academy;

    private static string Unique(string text) => text + Guid.NewGuid().ToString("N")[..8];

    private Task<TestPerson> HrAsync() => _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);

    private Task<TestPerson> AdministratorAsync() => _academy.AddPersonAsync(Audience.Leader, Role.Administrator);

    private OfficeCircuit Edit(TestPerson actor, Guid personId) => OfficeCircuit.Open<EditPersonPage>(_academy, actor, personId);

    /// <summary>The page that adds a person, filled and sent.</summary>
    private async Task<OfficeCircuit> AddAsync(TestPerson actor, string userName, LocalText place, string audience, params (string, string?)[] more)
    {
        var page = OfficeCircuit.Open<AddPersonPage>(_academy, actor, address: "/office/people/new");
        await page.FillAsync([("Input.GivenName", "نو"), ("Input.FamilyName", "آمده"), ("Input.UserName", userName), ("Input.Audience", audience), .. more]);
        await page.ChooseAsync("Input-OrgUnit", place.Fa);
        await page.BeginAsync(() => page.SendAsync(Form), "[data-handover]");
        return page;
    }

    [Fact]
    public async Task Human_resources_add_a_person_who_signs_in_with_the_password_shown_once()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var userName = Unique("new");
        var hr = await HrAsync();
        await using var page = await AddAsync(hr, userName, unit.Name, "frontline", ("Input.PersonnelNumber", "۱۲۳۴"));
        Assert.Equal("/office/people/new", page.Address); // not before the password has been noted

        var (shown, password) = await page.TakeHandoverAsync();
        Assert.Equal(userName, shown);
        Assert.DoesNotContain(password, page.Address, StringComparison.Ordinal);
        await _academy.Visit().SignInAsync(userName, password);

        page.Wait(() => page.Address.EndsWith("/edit", StringComparison.Ordinal));
        var id = IdIn(page.Address);
        await using var edit = Edit(hr, id);
        Assert.Null(edit.Query("[data-password]"));
        Assert.Contains("people.added", await _academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == id).Select(a => a.Action).ToListAsync()));
        Assert.NotEmpty((await (await _academy.SignInAsync(hr)).OpenAsync("/office/matrix?q=1234&unit=" + unit.Id)).QuerySelectorAll("tbody tr"));
    }

    /// <summary>Such as by a second click, before the first has been answered.</summary>
    [Fact]
    public async Task A_form_sent_twice_adds_one_person_and_shows_that_one()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        await using var page = await AddAsync(await HrAsync(), "", unit.Name, "frontline");
        var first = page.Address;
        await page.SendAsync(Form);

        Assert.EndsWith("/edit", first, StringComparison.Ordinal);
        Assert.Equal(first, page.Address);
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<Membership>().CountAsync(m => m.UnitId == unit.Id)));
    }

    [Fact]
    public async Task A_form_with_faults_says_so_and_keeps_what_was_typed()
    {
        await using var page = OfficeCircuit.Open<AddPersonPage>(_academy, await HrAsync());
        await page.FillAsync(("Input.GivenName", "سمیرا"), ("Input.Email", "kein-at"));
        Assert.NotNull(page.Query("#Input-Email-error")); // at its field, as soon as that is left
        Assert.Null(page.Query(".form-errors"));
        await page.FillAsync(("Input.Mobile", "12"));
        await page.SendAsync(Form);
        Assert.Equal(("سمیرا", "kein-at"), (page.Value("Input.GivenName"), page.Value("Input.Email")));
        Assert.True(page.All(".field-error").Count >= 4);
        Assert.Contains("#Input-Email", page.All(".form-errors a").Select(a => new Uri(new Uri("http://localhost"), a.GetAttribute("href")!).Fragment));
    }

    [Fact]
    public async Task What_is_taken_or_does_not_fit_is_said_at_its_field_and_in_the_summary_and_the_form_can_be_sent_again()
    {
        var hr = await HrAsync();
        var (mobile, number, taken) = ("0919" + Random.Shared.Next(1000000, 9999999), Unique("n"), await _academy.AddPersonAsync(Audience.Frontline));
        await using (var first = await AddAsync(hr, "", _academy.Employer.Name, "frontline", ("Input.Mobile", mobile), ("Input.PersonnelNumber", number)))
        {
            Assert.EndsWith("/edit", first.Address, StringComparison.Ordinal);
        }

        foreach (var (field, value, other) in new[]
        {
            ("Mobile", mobile, "0919" + Random.Shared.Next(1000000, 9999999)), ("PersonnelNumber", number.ToUpperInvariant(), Unique("n")), ("UserName", taken.UserName, Unique("x")),
            ("Email", $"{taken.UserName}@EXAMPLE.org", $"{Unique("x")}@example.org"), ("Audience", "customer", "frontline"),
        })
        {
            await using var page = await AddAsync(hr, "", _academy.Employer.Name, "frontline", ("Input." + field, value));
            Assert.Equal($"#Input-{field}", new Uri(new Uri("http://localhost"), page.Find("form .form-errors a").GetAttribute("href")!).Fragment);
            Assert.NotNull(page.Query($"#Input-{field}-error"));
            await page.FillAsync(("Input." + field, other));
            await page.BeginAsync(() => page.SendAsync(Form), "[data-handover]");
            Assert.Null(page.Query(".form-errors"));
        }
    }

    [Theory]
    [InlineData("سارا"), InlineData("sara karimi")]
    public async Task A_user_name_that_not_every_keyboard_types_is_refused_at_its_field(string userName)
    {
        await using var page = await AddAsync(await HrAsync(), userName, _academy.Employer.Name, "frontline");
        Assert.NotNull(page.Query("#Input-UserName-error"));
        Assert.Null(page.Query("#Input-Password-error"));
    }

    [Fact]
    public async Task Actions_that_take_something_away_ask_once_more_and_name_the_person()
    {
        var (first, second) = (await _academy.AddUnitAsync(Unique("الف")), await _academy.AddUnitAsync(Unique("ب")));
        var person = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: first, name: new PersonName("نازنین", "فرهمند", "Nazanin", "Farahmand"));
        await using var page = Edit(await AdministratorAsync(), person.Id);
        await PlaceAsync(page, second, "manager", inAddition: true);
        Assert.Equal(2, page.All("[data-act=end-membership]").Count);

        foreach (var act in new[] { "end-membership", "revoke-role", "reset", "deactivate", "sign-out" })
        {
            var begun = await page.BeginAsync(() => page.PressAsync($"[data-act={act}]"));
            Assert.Contains("نازنین فرهمند", page.Find(".mud-dialog").TextContent, StringComparison.Ordinal);
            await page.GiveUpAsync();
            await begun;
        }

        Assert.Equal((2, 1), (page.All("[data-act=end-membership]").Count, page.All("[data-act=revoke-role]").Count));
        await PlaceAsync(page, second, "manager", inAddition: true);
        Assert.NotNull(page.Query("#Place-OrgUnit-error")); // held already
        await page.PressAndConfirmAsync("[data-act=end-membership]");
        page.Wait(() => page.Query("[data-act=end-membership]") is null);
        Assert.NotNull(page.Said);
    }

    [Fact]
    public async Task The_audit_tells_what_was_changed_in_the_readers_language()
    {
        var (from, to) = (await _academy.AddUnitAsync(Unique("از")), await _academy.AddUnitAsync(Unique("به")));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: from);
        await using (var edit = Edit(await AdministratorAsync(), person.Id))
        {
            await edit.FillAsync(("Details.FamilyName", "دیگر"), ("Details.Email", Unique("mail") + "@example.org"));
            await edit.SendAsync("form[data-form=details]");
            await PlaceAsync(edit, to, "manager");
            await edit.FillAsync(("Grants.Role", "manager"));
            await edit.ChooseAsync("Grants-OrgUnit", to.Name.Fa);
            await edit.SendAsync("form[data-form=role]");
        }


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
        await using var added = await AddAsync(hr, "", _academy.Employer.Name, "frontline");
        await using var edit = Edit(hr, IdIn(added.Address));
        await edit.SendAsync("form[data-form=open-account]");
        Assert.NotNull(edit.Query("#Account-UserName-error"));
        var userName = Unique("open");
        await edit.FillAsync(("Account.UserName", userName));
        await edit.BeginAsync(() => edit.SendAsync("form[data-form=open-account]"), "[data-handover]");
        var (_, password) = await edit.TakeHandoverAsync();
        await _academy.Visit().SignInAsync(userName, password);
        Assert.Null(edit.Query("form[data-form=open-account]"));
    }

    [Fact]
    public async Task A_partner_manager_adds_agents_to_the_own_organisation_and_nowhere_else()
    {
        var (own, other) = (await _academy.AddPartnerAsync(Unique("ما")), await _academy.AddPartnerAsync(Unique("آنها")));
        var manager = await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, own);
        await using var page = OfficeCircuit.Open<AddPersonPage>(_academy, manager);
        Assert.Null(page.Query("[name='Input.Role']"));
        await page.FillAsync(("Input.GivenName", "نو"), ("Input.FamilyName", "آمده"));
        await page.SendAsync(Form); // the only place is chosen already
        Assert.EndsWith("/edit", page.Address, StringComparison.Ordinal);

        // Whatever the page offers, the use case decides.
        await using var scope = _academy.Services.CreateAsyncScope();
        foreach (var (organisation, audience, role) in new (Guid, Audience, Role?)[] { (other.Id, Audience.Agent, null), (_academy.Employer.Id, Audience.Frontline, null), (own.Id, Audience.Agent, Role.Administrator) })
        {
            var outcome = await scope.ServiceProvider.GetRequiredService<AddPerson>().RunAsync(
                manager.Id, new(new("نو", "آمده"), null, null, Language.Persian, null, null, organisation, null, audience, null, null, role), TestContext.Current.CancellationToken);
            Assert.NotNull(outcome.Refusal);
        }

        await using var foreign = Edit(manager, (await _academy.AddPersonAsync(Audience.Agent, null, other)).Id);
        Assert.True(foreign.IsNotFound);
    }

    [Fact]
    public async Task Human_resources_cannot_touch_an_administrators_account()
    {
        await using var page = Edit(await HrAsync(), (await AdministratorAsync()).Id);
        Assert.True(page.IsNotFound);
    }

    /// <summary>What is answered before there is a circuit is the frame alone.</summary>
    [Fact]
    public async Task Nothing_of_the_person_is_in_the_answer_before_the_circuit()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("یکتانام", "پنهان"));
        var page = await (await _academy.SignInAsync(await HrAsync())).OpenAsync($"/office/people/{person.Id}/edit");
        Assert.NotNull(page.QuerySelector("main .skeleton"));
        Assert.DoesNotContain("یکتانام", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(person.UserName, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_person_is_renamed_moved_and_reset()
    {
        var (from, to) = (await _academy.AddUnitAsync(Unique("از")), await _academy.AddUnitAsync(Unique("به")));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: from);
        await using var edit = Edit(await HrAsync(), person.Id);

        await edit.FillAsync(("Details.FamilyName", "كاظمي"), ("Details.Mobile", "۰۹۱۲۳۴۵۶۷۸۹"));
        await edit.SendAsync("form[data-form=details]");
        Assert.Equal("09123456789", edit.Value("Details.Mobile"));
        var stored = await _academy.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == person.Id));
        Assert.Equal(("کاظمی", "+989123456789"), (stored.FamilyName, stored.Mobile));

        await PlaceAsync(edit, to, "manager");
        Assert.Null(edit.Query("form[data-form=membership]"));
        var places = await _academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id).OrderBy(m => m.StartedAtUtc).ToListAsync());
        Assert.Equal([true, false], places.Select(m => m.EndedAtUtc is not null));
        Assert.Equal((to.Id, Audience.Manager), (places[1].UnitId, places[1].Audience));

        await edit.PressAndConfirmAsync("[data-act=reset]");
        var (_, password) = await edit.TakeHandoverAsync();
        await _academy.Visit().SignInAsync(person.UserName, password);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _academy.Visit().SignInAsync(person.UserName, Academy.Password));
    }

    /// <summary>A form keeps what was typed and not saved, whatever is done beside it.</summary>
    [Fact]
    public async Task What_was_typed_in_one_part_outlives_an_act_of_another_and_is_asked_about_before_the_page_is_left()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        await using var edit = Edit(await HrAsync(), person.Id);
        await edit.FillAsync(("Details.LatinGivenName", "Unsaved"));
        await edit.PressAndConfirmAsync("[data-act=deactivate]");
        edit.Find("[data-act=reactivate]");
        Assert.Equal("Unsaved", edit.Value("Details.LatinGivenName"));

        var before = edit.Address;
        edit.Leave("/office/people");
        edit.Find(".mud-dialog");
        await edit.GiveUpAsync();
        Assert.Equal(before, edit.Address);
        edit.Leave("/office/people");
        edit.Find(".mud-dialog");
        await edit.AcceptAsync();
        edit.Wait(() => edit.Address == "/office/people");
    }

    [Fact]
    public async Task Who_is_deactivated_cannot_sign_in_until_activated_again()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        await using var edit = Edit(await HrAsync(), person.Id);
        await edit.PressAndConfirmAsync("[data-act=deactivate]");
        edit.Find("[data-act=reactivate]");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _academy.Visit().SignInAsync(person.UserName, Academy.Password));
        await edit.PressAsync("[data-act=reactivate]");
        await _academy.Visit().SignInAsync(person.UserName, Academy.Password);
    }

    [Fact]
    public async Task Administrators_give_and_take_roles()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var person = await _academy.AddPersonAsync(Audience.Manager, unit: unit);
        await using (var edit = Edit(await AdministratorAsync(), person.Id))
        {
            await edit.FillAsync(("Grants.Role", "manager"));
            await edit.SendAsync("form[data-form=role]");
            Assert.NotNull(edit.Query("#Grants-OrgUnit-error"));
            await edit.ChooseAsync("Grants-OrgUnit", unit.Name.Fa);
            await edit.SendAsync("form[data-form=role]");
            Assert.Equal(HttpStatusCode.OK, (await (await _academy.SignInAsync(person)).GetAsync("/office/matrix")).StatusCode);
            await edit.PressAndConfirmAsync("[data-act=revoke-role]");
            edit.Wait(() => edit.Query("[data-act=revoke-role]") is null);
        }

        Assert.NotEqual(HttpStatusCode.OK, (await (await _academy.SignInAsync(person)).GetAsync("/office/matrix")).StatusCode);
        await using var hr = Edit(await HrAsync(), person.Id);
        Assert.Null(hr.Query("form[data-form=role]"));
    }

    private static async Task PlaceAsync(OfficeCircuit page, Unit unit, string audience, bool inAddition = false)
    {
        if (page.Query("form[data-form=membership]") is null)
        {
            await page.PressAsync("[data-act=change-membership]");
        }

        await page.ChooseAsync("Place-OrgUnit", unit.Name.Fa);
        await page.FillAsync([("Place.Audience", audience), .. inAddition ? new (string, string?)[] { ("Place.From", "") } : []]);
        await page.SendAsync("form[data-form=membership]");
    }

    private static Guid IdIn(string address) => Guid.Parse(address.Split('/')[3]);

    [Fact]
    public async Task The_page_of_organisations_is_a_frame_until_its_circuit_reads()
    {
        var unit = await _academy.AddUnitAsync(Unique("واحد"));
        var page = await (await _academy.SignInAsync(await HrAsync())).OpenAsync("/office/organisations");

        Assert.NotNull(page.QuerySelector("main h1"));
        Assert.NotNull(page.QuerySelector("main .skeleton"));
        Assert.DoesNotContain(unit.Name.Fa, page.Body!.TextContent, StringComparison.Ordinal);
    }
}
