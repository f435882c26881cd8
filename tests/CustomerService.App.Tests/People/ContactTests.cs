using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.People;

/// <summary>A contact counts once it is proven: what is shown of that, and who proves it.</summary>
public sealed class ContactTests(SharedAcademy shared)
{
    private const string Confirm = "form[data-form=confirm-contact]";
    private const string Details = "form[data-form=details]";

    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task Who_registers_has_an_unproven_contact_that_human_resources_confirm()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var (visitor, id) = await RegisterAsync(email);
        Assert.False(await CountsAsync(email));
        Assert.Contains("Not confirmed", (await visitor.OpenAsync("/account")).QuerySelector("section[aria-labelledby=contact-title]")!.TextContent, StringComparison.Ordinal);

        var officer = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var hr = await _academy.SignInAsync(officer, Language.English);
        await using (var record = OfficeCircuit.Open<PersonPage>(_academy, officer, id, Language.English))
        {
            Assert.Contains("Not confirmed", record.Find("section[aria-labelledby=memberships]").TextContent, StringComparison.Ordinal);
        }

        var edit = $"/office/people/{id}/edit";
        var confirmed = await hr.SubmitAsync(await hr.OpenAsync(edit), Confirm, edit);
        Assert.EndsWith("done=contact", confirmed.Headers.Location!.ToString(), StringComparison.Ordinal);

        Assert.True(await CountsAsync(email));
        Assert.Null((await hr.OpenAsync(edit)).QuerySelector(Confirm));
        Assert.Contains("Confirmed by human resources", (await hr.OpenAsync(edit)).QuerySelector("[data-contacts]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Not confirmed", (await visitor.OpenAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await _academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == id).Select(a => a.EmailConfirmed).SingleAsync()));
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == id && a.Action == "people.contact-confirmed" && a.ActorId != null)));
    }

    [Fact]
    public async Task A_contact_that_changed_meanwhile_is_not_confirmed_unseen()
    {
        var (_, id) = await RegisterAsync($"{Guid.NewGuid():N}@example.org");
        var hr = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), Language.English);
        var edit = $"/office/people/{id}/edit";
        var page = await hr.OpenAsync(edit);
        await ChangeUnseenAsync(id, $"{Guid.NewGuid():N}@example.org");

        var refused = await Visitor.ReadAsync(await hr.SubmitAsync(page, Confirm, edit));

        Assert.Contains("has changed meanwhile", refused.QuerySelector("[role=alert], .form-errors")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == id).Select(p => p.EmailProof).SingleAsync()));
    }

    [Fact]
    public async Task What_human_resources_enter_counts_and_what_a_partner_manager_or_oneself_enters_does_not()
    {
        var partner = await _academy.AddPartnerAsync("شریک " + Guid.NewGuid().ToString("N")[..8]);
        var agent = await _academy.AddPersonAsync(Audience.Agent, null, partner);
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner));
        var officer = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var hr = await _academy.SignInAsync(officer);

        Assert.False(await EnterAsync(manager, agent.Id));
        Assert.Null((await manager.OpenAsync($"/office/people/{agent.Id}/edit")).QuerySelector(Confirm));
        // The form of somebody else's page, sent for the agent, does nothing either.
        Assert.NotEqual(HttpStatusCode.Redirect, (await manager.SubmitAsync(
            await manager.OpenAsync($"/office/people/{agent.Id}/edit"), "form[data-form=account]", $"/office/people/{agent.Id}/edit", ("_handler", "confirm-email"), ("Input.Contact", "x"))).StatusCode);
        Assert.True(await EnterAsync(hr, agent.Id));
        Assert.False(await EnterAsync(hr, officer.Id, ("Input.PresentPassword", Academy.Password)));

        async Task<bool> EnterAsync(Visitor visitor, Guid id, params (string, string?)[] more)
        {
            var email = $"{Guid.NewGuid():N}@example.org";
            var edit = $"/office/people/{id}/edit";
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(await visitor.OpenAsync(edit), Details, edit, [("Input.Email", email), .. more])).StatusCode);
            return await CountsAsync(email);
        }
    }

    [Fact]
    public async Task Human_resources_take_an_unproven_contact_from_whoever_registered_with_it()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var (squatter, squatterId) = await RegisterAsync(email);
        var owner = await _academy.AddPersonAsync(Audience.Frontline);
        var hr = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), Language.English);
        var edit = $"/office/people/{owner.Id}/edit";

        var asked = await Visitor.ReadAsync(await hr.SubmitAsync(await hr.OpenAsync(edit), Details, edit, ("Input.Email", email)));
        Assert.Contains("never confirmed", asked.QuerySelector("#Input-Email-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(email, ((IHtmlInputElement)asked.QuerySelector("[name='Input.Email']")!).Value);
        Assert.Equal(HttpStatusCode.Redirect, (await hr.SubmitAsync(asked, Details, edit, ("Input.TakesContactOver", "True"))).StatusCode);

        Assert.Equal(owner.Id, await _academy.ReadAsync(db => db.Set<Person>().Where(ProvenContact.IsEmailOf(email.ToUpperInvariant())).Select(p => p.Id).SingleAsync()));
        Assert.Null(await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == squatterId).Select(p => p.Email).SingleAsync()));
        await _academy.Visit().SignInAsync(email, Academy.Password); // the owner
        Assert.DoesNotContain(email, (await squatter.OpenAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == squatterId && a.Action == "people.contact-taken")));

        // One that is proven stays with its owner.
        var other = await _academy.AddPersonAsync(Audience.Frontline);
        var refused = await Visitor.ReadAsync(await hr.SubmitAsync(await hr.OpenAsync($"/office/people/{other.Id}/edit"), Details, $"/office/people/{other.Id}/edit", ("Input.Email", email), ("Input.TakesContactOver", "True")));
        Assert.NotNull(refused.QuerySelector("#Input-Email-error"));
        Assert.Null(refused.QuerySelector("[name='Input.TakesContactOver']"));
    }

    private async Task<(Visitor Visitor, Guid Id)> RegisterAsync(string email)
    {
        var visitor = _academy.Visit(Language.English);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(await visitor.OpenAsync("/register"), "form[data-form=register]", "/register",
            ("Input.GivenName", "نو"), ("Input.FamilyName", "آمده"), ("Input.Contact", email), ("Input.Password", Academy.Password), ("Input.Consent", "True"))).StatusCode);
        return (visitor, await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Email == email).Select(p => p.Id).SingleAsync()));
    }

    private async Task<bool> CountsAsync(string email) => await _academy.ReadAsync(db => db.Set<Person>().AnyAsync(ProvenContact.IsEmailOf(email)));

    private async Task ChangeUnseenAsync(Guid id, string email)
    {
        var person = await _academy.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == id));
        person.ChangeContact(email, null);
        await _academy.DoAsync(db => db.Update(person));
    }
}
