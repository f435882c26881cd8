using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Providers.Tests.People;

/// <summary>Org tree and people of a test, inserted directly, without event handlers.</summary>
internal sealed class Staff(Node node)
{
    public async Task<Unit> UnitAsync(string name, Unit? parent = null)
    {
        var unit = new Unit(Guid.CreateVersion7(), node.Employer, parent, new LocalText(name, name));
        await node.DoAsync(db => db.Add(unit));
        return unit;
    }

    public async Task<Organisation> OrganisationAsync(string name, OrganisationKind kind = OrganisationKind.Partner)
    {
        var organisation = new Organisation(Guid.CreateVersion7(), kind, new LocalText(name, name), node.Clock.UtcNow());
        await node.DoAsync(db => db.Add(organisation));
        return organisation;
    }

    /// <summary>A person with a membership in a unit, a partner, or the employer.</summary>
    public async Task<Guid> PersonAsync(PersonName name, Unit? unit = null, Organisation? at = null, Audience audience = Audience.Frontline, string? number = null, Action<Person>? more = null)
    {
        var person = new Person(Guid.CreateVersion7(), name, node.Clock.UtcNow());
        more?.Invoke(person);
        await node.DoAsync(db => db.AddRange(person, MembershipOf(person.Id, unit, at, audience, number)));
        return person.Id;
    }

    public Task<Guid> PersonAsync(string family, Unit? unit = null, Organisation? at = null, Audience audience = Audience.Frontline) =>
        PersonAsync(new PersonName("", family), unit, at, audience);

    /// <summary>Many people at the employer at once, in this order.</summary>
    public async Task<IReadOnlyList<Guid>> CrowdAsync(IEnumerable<PersonName> names)
    {
        var people = names.Select(name => new Person(Guid.CreateVersion7(), name, node.Clock.UtcNow())).ToList();
        await node.DoAsync(db =>
        {
            db.AddRange(people);
            db.AddRange(people.Select(p => MembershipOf(p.Id)));
        });
        return [.. people.Select(p => p.Id)];
    }

    /// <summary>An additional membership.</summary>
    public async Task<Guid> AddMembershipAsync(Guid personId, Unit? unit = null, Organisation? at = null, Audience audience = Audience.Frontline, string? number = null)
    {
        var place = MembershipOf(personId, unit, at, audience, number);
        await node.DoAsync(db => db.Add(place));
        return place.Id;
    }

    public async Task<Guid> HumanResourcesAsync()
    {
        var id = await PersonAsync("منابع", audience: Audience.Manager);
        await node.GrantAsync(id, Role.HumanResources);
        return id;
    }

    public async Task<Guid> ManagerOfAsync(Unit unit)
    {
        var id = await PersonAsync("مدیر", unit, audience: Audience.Manager);
        await node.GrantAsync(id, Role.Manager, unit: unit);
        return id;
    }

    public async Task<Guid> ManagerOfAsync(Organisation partner)
    {
        var id = await PersonAsync("مدیر", at: partner, audience: Audience.Agent);
        await node.GrantAsync(id, Role.PartnerManager, partner);
        return id;
    }

    private Membership MembershipOf(Guid personId, Unit? unit = null, Organisation? at = null, Audience audience = Audience.Frontline, string? number = null) =>
        new(Guid.CreateVersion7(), personId, unit?.OrganisationId ?? at?.Id ?? node.Employer, unit?.Id, audience, null, number, node.Clock.UtcNow());
}
