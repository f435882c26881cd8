using System.Net;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>A contact counts once it is proven: what is shown of that, and who proves it.</summary>
public sealed class ContactTests(SharedAcademy shared)
{
    private const string Confirm = "[data-act=confirm-contact]";
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
        await using (var record = OfficeCircuit.Open<PersonPage>(_academy, officer, id, Language.English))
        {
            Assert.Contains("Not confirmed", record.Find("section[aria-labelledby=memberships]").TextContent, StringComparison.Ordinal);
        }

        await using var edit = Edit(officer, id);
        await edit.PressAsync(Confirm);

        Assert.True(await CountsAsync(email));
        Assert.Null(edit.Query(Confirm));
        Assert.Contains("Confirmed by human resources", edit.Find("[data-contacts]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Not confirmed", (await visitor.OpenAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await _academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == id).Select(a => a.EmailConfirmed).SingleAsync()));
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == id && a.Action == "people.contact-confirmed" && a.ActorId != null)));
    }

    [Fact]
    public async Task A_contact_that_changed_meanwhile_is_not_confirmed_unseen()
    {
        var (_, id) = await RegisterAsync($"{Guid.NewGuid():N}@example.org");
        await using var edit = Edit(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), id);
        await ChangeUnseenAsync(id, $"{Guid.NewGuid():N}@example.org");

        await edit.PressAsync(Confirm);

        Assert.Contains("has changed meanwhile", edit.Find(".form-errors").TextContent, StringComparison.Ordinal);
        Assert.Null(await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == id).Select(p => p.EmailProof).SingleAsync()));
    }

    [Fact]
    public async Task What_human_resources_enter_counts_and_what_a_partner_manager_or_oneself_enters_does_not()
    {
        var partner = await _academy.AddPartnerAsync("شریک " + Guid.NewGuid().ToString("N")[..8]);
        var agent = await _academy.AddPersonAsync(Audience.Agent, null, partner);
        var manager = await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner);
        var officer = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);

        Assert.False(await EnterAsync(manager, agent.Id));
        await using (var page = Edit(manager, agent.Id))
        {
            Assert.Null(page.Query(Confirm));
        }

        // Whatever the page offers, the use case decides.
        await using (var scope = _academy.Services.CreateAsyncScope())
        {
            var entered = (await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == agent.Id).Select(p => p.Email).SingleAsync()))!;
            Assert.NotNull((await scope.ServiceProvider.GetRequiredService<ConfirmContact>().RunAsync(manager.Id, agent.Id, ContactKind.Email, entered, TestContext.Current.CancellationToken)).Refusal);
        }

        Assert.True(await EnterAsync(officer, agent.Id));
        Assert.False(await EnterAsync(officer, officer.Id, ("Details.PresentPassword", Academy.Password)));

        async Task<bool> EnterAsync(TestPerson actor, Guid id, params (string, string?)[] more)
        {
            var email = $"{Guid.NewGuid():N}@example.org";
            await using var page = Edit(actor, id);
            await page.FillAsync([("Details.Email", email), .. more]);
            await page.SendAsync(Details);
            Assert.Equal("Name and contact have been saved.", page.Said);
            return await CountsAsync(email);
        }
    }

    [Fact]
    public async Task Human_resources_take_an_unproven_contact_from_whoever_registered_with_it()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var (squatter, squatterId) = await RegisterAsync(email);
        var owner = await _academy.AddPersonAsync(Audience.Frontline);
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);

        await using (var edit = Edit(hr, owner.Id))
        {
            await edit.FillAsync(("Details.Email", email));
            await edit.SendAsync(Details);
            Assert.Contains("never confirmed", edit.Find("#Details-Email-error").TextContent, StringComparison.Ordinal);
            Assert.Equal(email, edit.Value("Details.Email"));
            await edit.FillAsync(("Details.TakesContactOver", "True"));
            await edit.SendAsync(Details);
            Assert.Null(edit.Query(".form-errors"));
        }

        Assert.Equal(owner.Id, await _academy.ReadAsync(db => db.Set<Person>().Where(ProvenContact.IsEmailOf(email.ToUpperInvariant())).Select(p => p.Id).SingleAsync()));
        Assert.Null(await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == squatterId).Select(p => p.Email).SingleAsync()));
        await _academy.Visit().SignInAsync(email, Academy.Password); // the owner
        Assert.DoesNotContain(email, (await squatter.OpenAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == squatterId && a.Action == "people.contact-taken")));

        // One that is proven stays with its owner.
        var other = await _academy.AddPersonAsync(Audience.Frontline);
        await using var refused = Edit(hr, other.Id);
        await refused.FillAsync(("Details.Email", email));
        await refused.SendAsync(Details);
        Assert.NotNull(refused.Query("#Details-Email-error"));
        Assert.Null(refused.Query("[name='Details.TakesContactOver']"));
    }

    private OfficeCircuit Edit(TestPerson actor, Guid personId) => OfficeCircuit.Open<EditPersonPage>(_academy, actor, personId, Language.English);

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
