using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

/// <summary>Whose a contact is, and whether it counts.</summary>
public sealed class ContactContracts(Databases databases)
{
    private const string Email = "owner@example.org", Mobile = "+989121110009";

    private static readonly PersonName Name = new("مریم", "کاظمی");

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task An_unproven_contact_goes_to_whom_human_resources_say_it_belongs(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        await staff.OrganisationAsync("مشتریان", OrganisationKind.Customers);
        var byMail = await RegisterAsync("owner@example.org");
        var byMobile = await RegisterAsync("09121110009");

        Assert.Equal(new EmailUnprovenElsewhere(), (await AddAsync(takesOver: false)).Refusal);
        var added = await AddAsync(takesOver: true);

        Assert.Null(added.Refusal);
        Assert.Equal([added.Value!.Id], await node.ReadAsync(db => db.Set<Person>().Where(ProvenContact.IsEmailOf(Email)).Select(p => p.Id).ToListAsync()));
        Assert.Equal([added.Value!.Id], await node.ReadAsync(db => db.Set<Person>().Where(ProvenContact.IsMobileOf(Mobile)).Select(p => p.Id).ToListAsync()));
        Assert.True(await node.ReadAsync(db => db.Set<Account>().AnyAsync(a => a.Id == added.Value!.Id && a.EmailConfirmed && a.PhoneNumberConfirmed)));
        foreach (var loser in new[] { byMail, byMobile })
        {
            var (account, person) = (await node.ReadAsync(db => db.Set<Account>().SingleAsync(a => a.Id == loser)), await node.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == loser)));
            Assert.All([account.Email, account.NormalizedEmail, account.PhoneNumber, person.Email, person.Mobile], Assert.Null);
            Assert.StartsWith("account-", account.UserName, StringComparison.Ordinal);
        }

        // A proven one stays where it is, whatever is claimed.
        Assert.Equal(new EmailTaken(), (await AddAsync(takesOver: true)).Refusal);

        async Task<Guid> RegisterAsync(string contact) =>
            (await node.UseAsync((RegisterCustomer register) => register.RunAsync(Name, contact, "زنبیل سبز روی میز", Language.Persian))).Value;

        Task<Result<AddedPerson>> AddAsync(bool takesOver) => node.UseAsync((AddPerson add) => add.RunAsync(hr, new PersonToAdd(
            Name, Email, Mobile, Language.Persian, $"owner{Guid.NewGuid():N}", null, node.Employer, null, Audience.Frontline, null, null, null, TakesContactOver: takesOver)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Human_resources_of_a_place_take_nothing_from_people_elsewhere(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var unit = await staff.UnitAsync("شعبه");
        await staff.OrganisationAsync("مشتریان", OrganisationKind.Customers);
        var hr = await staff.PersonAsync("منابع", unit, audience: Audience.Manager);
        await node.GrantAsync(hr, Role.HumanResources, unit: unit);
        await node.UseAsync((RegisterCustomer register) => register.RunAsync(Name, Email, "زنبیل سبز روی میز", Language.Persian));

        var refused = await node.UseAsync((AddPerson add) => add.RunAsync(hr, new PersonToAdd(
            Name, Email, null, Language.Persian, null, null, unit.OrganisationId, unit.Id, Audience.Frontline, null, null, null, TakesContactOver: true)));

        Assert.Equal(new EmailTaken(), refused.Refusal);
    }
}
