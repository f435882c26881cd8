using System.Net;
using CustomerService.People.Organisations;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>Two people, or two windows, change the same record: the second is told, sees what differs, and keeps what was typed.</summary>
public sealed class LostUpdateTests(SharedAcademy shared)
{
    private const string Details = "form[data-form=details]";

    private readonly Academy _academy = shared.Academy;

    [Theory]
    [InlineData(Language.Persian, "در این میان")]
    [InlineData(Language.English, "changed this meanwhile")]
    public async Task A_persons_details_are_not_overwritten_unseen(Language language, string words)
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        await using var one = Edit(await PersonAsync("نخستین"), person, language);
        await using var two = Edit(await PersonAsync("دومین"), person, language);
        var mail = $"{Guid.NewGuid():N}@example.org";
        await one.FillAsync(("Details.Email", mail));
        await one.SendAsync(Details);

        await two.FillAsync(("Details.LatinGivenName", "Nima"));
        await two.SendAsync(Details);

        var notice = two.Find("form[data-form=details] .notice").TextContent;
        Assert.Contains(words, notice, StringComparison.Ordinal);
        Assert.Contains("نخستین", notice, StringComparison.Ordinal);
        Assert.Contains(mail, notice, StringComparison.Ordinal);
        Assert.Equal("Nima", two.Value("Details.LatinGivenName"));
        Assert.Equal(mail, await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => p.Email).SingleAsync()));

        // Whoever has seen it may save.
        await two.FillAsync(("Details.Email", mail));
        await two.SendAsync(Details);
        Assert.Null(two.Query("form[data-form=details] .notice"));
        var stored = await _academy.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == person.Id));
        Assert.Equal((mail, "Nima"), (stored.Email, stored.LatinGivenName));
    }

    [Fact]
    public async Task The_same_form_sent_twice_and_a_change_of_other_fields_are_no_conflict()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var hr = await PersonAsync("همکار");
        await using var first = Edit(hr, person);
        await using var second = Edit(hr, person);
        var own = await _academy.SignInAsync(person);
        await own.SubmitAsync(await own.OpenAsync("/account"), "form[data-form=preferences]", "/account", ("Preferences.Digits", nameof(DigitSet.Latin)));

        foreach (var page in new[] { first, second })
        {
            await page.FillAsync(("Details.LatinGivenName", "Twice"));
            await page.SendAsync(Details);
            Assert.Null(page.Query("form[data-form=details] .notice"));
        }
    }

    [Fact]
    public async Task Preferences_of_a_second_window_do_not_undo_those_of_the_first_nor_what_the_office_changed()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var own = await _academy.SignInAsync(person);
        var (one, two) = (await own.OpenAsync("/account"), await own.OpenAsync("/account"));
        await own.SubmitAsync(one, "form[data-form=preferences]", "/account", ("Preferences.Calendar", nameof(CalendarKind.Gregorian)));

        var refused = await Visitor.ReadAsync(await own.SubmitAsync(two, "form[data-form=preferences]", "/account", ("Preferences.LatinFamilyName", "Radan")));

        Assert.NotNull(refused.QuerySelector("form[data-form=preferences] .changed-record"));
        Assert.Equal("Radan", refused.QuerySelector("[name='Preferences.LatinFamilyName']")!.GetAttribute("value"));
        Assert.Equal(CalendarKind.Gregorian, await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => p.Calendar).SingleAsync()));

        await using (var edit = Edit(await PersonAsync("ادارهٔ آموزش"), person))
        {
            await edit.FillAsync(("Details.LatinFamilyName", "Rad"));
            await edit.SendAsync(Details);
        }

        var told = await Visitor.ReadAsync(await own.SubmitAsync(refused, "form[data-form=preferences]", "/account"));
        Assert.Contains("ادارهٔ آموزش", told.QuerySelector("form[data-form=preferences] .notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_and_an_organisation_are_not_renamed_over_another_name()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources, name: new PersonName("نخستین", "منابع"));
        var unit = await _academy.AddUnitAsync($"واحد {Guid.NewGuid():N}");
        var partner = await _academy.AddPartnerAsync($"شریک {Guid.NewGuid():N}");
        foreach (var (id, name) in new[] { (unit.Id, unit.Name), (partner.Id, partner.Name) })
        {
            await using var scope = _academy.Services.CreateAsyncScope();
            var rename = scope.ServiceProvider.GetRequiredService<RenameOrgUnit>();
            var version = RenameOrgUnit.VersionOf(name, _academy.Clock.UtcNow());
            var (taken, wanted) = ($"نو {Guid.NewGuid():N}", $"دیگر {Guid.NewGuid():N}");
            Assert.True((await rename.RunAsync(hr.Id, id, new LocalText(taken, taken), version)).Succeeded);

            var refused = await rename.RunAsync(hr.Id, id, new LocalText(wanted, wanted), version);

            Assert.Contains("نخستین", Assert.IsType<ChangedMeanwhileBy>(refused.Refusal).By.Fa, StringComparison.Ordinal);
            Assert.True((await rename.RunAsync(hr.Id, id, new LocalText(taken, taken), version)).Succeeded);
            Assert.True((await rename.RunAsync(hr.Id, id, new LocalText(wanted, wanted), RenameOrgUnit.VersionOf(new LocalText(taken, taken), _academy.Clock.UtcNow()))).Succeeded);
        }
    }

    [Fact]
    public async Task A_membership_that_was_changed_meanwhile_is_shown_and_not_doubled()
    {
        var (a, b, c) = (await _academy.AddUnitAsync($"الف {Guid.NewGuid():N}"), await _academy.AddUnitAsync($"ب {Guid.NewGuid():N}"), await _academy.AddUnitAsync($"پ {Guid.NewGuid():N}"));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: a);
        await using var one = Edit(await PersonAsync("نخستین"), person);
        await using var two = Edit(await PersonAsync("دومین"), person);
        await two.PressAsync("[data-act=change-membership]");
        await MoveAsync(one, b);

        await MoveAsync(two, c);

        Assert.Contains("نخستین", two.Find("form[data-form=membership] .notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(b.Id, await OnlyUnitAsync());
        await two.SendAsync("form[data-form=membership]");
        Assert.Equal(c.Id, await OnlyUnitAsync());

        async Task MoveAsync(OfficeCircuit page, Unit to)
        {
            if (page.Query("form[data-form=membership]") is null)
            {
                await page.PressAsync("[data-act=change-membership]");
            }

            await page.ChooseAsync("Place-OrgUnit", to.Name.Fa);
            await page.SendAsync("form[data-form=membership]");
        }

        Task<Guid?> OnlyUnitAsync() => _academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id && m.EndedAtUtc == null).Select(m => m.UnitId).SingleAsync());
    }

    [Fact]
    public async Task A_plan_written_in_a_second_window_does_not_undo_the_first()
    {
        const string Address = "/courses/C13/lessons/L1";
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var own = await _academy.SignInAsync(person);
        var (one, two) = (await own.OpenAsync(Address), await own.OpenAsync(Address));
        Assert.Equal(HttpStatusCode.Redirect, (await own.SubmitAsync(one, "#at-work", Address, ("Plan", "طرح نخست من"))).StatusCode);

        var refused = await Visitor.ReadAsync(await own.SubmitAsync(two, "#at-work", Address, ("Plan", "طرح دوم من")));

        Assert.Contains("طرح نخست من", refused.QuerySelector("#at-work .changed-record")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("طرح دوم من", refused.QuerySelector("#plan")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await own.SubmitAsync(refused, "#at-work", Address)).StatusCode);
        Assert.Equal("طرح دوم من", (await own.OpenAsync(Address)).QuerySelector("#plan")!.TextContent);
    }

    private OfficeCircuit Edit(TestPerson actor, TestPerson person, Language language = Language.Persian) => OfficeCircuit.Open<EditPersonPage>(_academy, actor, person.Id, language);

    private Task<TestPerson> PersonAsync(string name) => _academy.AddPersonAsync(Audience.Manager, Role.HumanResources, name: new PersonName(name, "منابع", name, "Office"));

    private async Task<Visitor> HumanResourcesAsync(string name, Language language) => await _academy.SignInAsync(await PersonAsync(name), language);
}
