using CustomerService.People.Access;
using CustomerService.People.Administration;
using CustomerService.People.Organisations;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

/// <summary>What is checked by reading and has no unique index holds when two nodes check at once.</summary>
public sealed class UniquenessContracts(Databases databases)
{
    private static readonly PersonName Name = new("مریم", "کاظمی");

    public static TheoryData<string> Servers => Interleaving.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_contact_belongs_to_one_person(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        await staff.OrganisationAsync("مشتریان", OrganisationKind.Customers);

        // Without an account an e-mail address and a mobile number stand in the table of people alone.
        var mail = await Interleaving.RunAsync(node, one => AddAsync(one, hr, "sara@example.com", null), two => RegisterAsync(two, "Sara@Example.com"));
        var mobile = await Interleaving.RunAsync(node, one => RegisterAsync(one, "09121234567"), two => AddAsync(two, hr, null, "۰۹۱۲۱۲۳۴۵۶۷"));
        var change = await Interleaving.RunAsync(
            node,
            one => AddAsync(one, hr, "nima@example.com", null),
            async two => await two.UseAsync(async (ChangePerson change) =>
                await change.RunAsync(hr, await staff.PersonAsync("نادری"), Name, "nima@example.com", null)));

        Assert.Equal((null, new EmailTaken()), (mail.First.Refusal, mail.Second.Refusal));
        // Human resources are told that it is unproven, and may take it over.
        Assert.Equal((null, new MobileUnprovenElsewhere()), (mobile.First.Refusal, mobile.Second.Refusal));
        Assert.Equal((null, new EmailTaken()), (change.First.Refusal, change.Second.Refusal));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_role_is_given_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (admin, person) = (await staff.PersonAsync("مدیر"), await staff.PersonAsync("احمدی"));
        await node.GrantAsync(admin, Role.Administrator);

        var (first, second) = await Interleaving.RunAsync(node, GrantAsync, GrantAsync);

        Assert.Equal((null, new RoleGranted()), (first.Refusal, second.Refusal));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<RoleGrant>().CountAsync(g => g.PersonId == person)));

        Task<Result> GrantAsync(Node at) => at.UseAsync((GrantRole grant) => grant.RunAsync(admin, person, Role.Leader, null, null));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Sisters_have_different_names(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();

        var (unit, sameUnit) = await Interleaving.RunAsync(node, one => AddUnitAsync(one, "انبار"), two => AddUnitAsync(two, "انبار"));
        var (partner, samePartner) = await Interleaving.RunAsync(node, one => AddPartnerAsync(one, "پخش"), two => AddPartnerAsync(two, "پخش"));

        Assert.Equal((null, new NameTaken()), (unit.Refusal, sameUnit.Refusal));
        Assert.Equal((null, new NameTaken()), (partner.Refusal, samePartner.Refusal));

        Task<Result<Guid>> AddUnitAsync(Node at, string name) => at.UseAsync((AddUnit add) => add.RunAsync(hr, null, new LocalText(name, name)));

        Task<Result<Guid>> AddPartnerAsync(Node at, string name) => at.UseAsync((AddPartner add) => add.RunAsync(hr, new LocalText(name, name)));
    }

    private static Task<Result<AddedPerson>> AddAsync(Node node, Guid actor, string? email, string? mobile) => node.UseAsync((AddPerson add) => add.RunAsync(
        actor, new PersonToAdd(Name, email, mobile, Language.Persian, null, null, node.Employer, null, Audience.Frontline, null, null, null)));

    private static Task<Result<Guid>> RegisterAsync(Node node, string contact) => node.UseAsync((RegisterCustomer register) =>
        register.RunAsync(Name, contact, "زنبیل سبز روی میز", Language.Persian));
}
