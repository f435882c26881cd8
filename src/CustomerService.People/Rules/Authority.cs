using CustomerService.People.Access;

namespace CustomerService.People.Rules;

/// <summary>A role with what it reaches: a unit with all below it, an organisation, or everything where both are null.</summary>
public sealed record Reach(Role Role, Guid? OrganisationId, string? UnitPath)
{
    public bool IsUnlimited => OrganisationId is null && UnitPath is null;

    public bool Covers(Standing place) => IsUnlimited
        || (UnitPath is { } path ? place.UnitPath?.StartsWith(path, StringComparison.Ordinal) == true : place.OrganisationId == OrganisationId);
}

/// <summary>Where somebody stands: an organisation, perhaps a unit, and the audience.</summary>
public sealed record Standing(Guid OrganisationId, string? UnitPath, Audience Audience);

/// <summary>Whom a person may add and change. Made from the role grants in the database, never from a request. Nobody gains power by it:
/// an account with a role is changed only by those above it.</summary>
public sealed record Authority(Guid PersonId, IReadOnlyList<Reach> Grants)
{
    public bool IsAdministrator => Grants.Any(g => g is { Role: Role.Administrator, IsUnlimited: true });

    /// <summary>May change units and organisations, and people everywhere.</summary>
    public bool IsForEverybody => IsAdministrator || Grants.Any(g => g.IsUnlimited && g.Role.Traits().Manages == ManagedPeople.Everybody);

    /// <summary>Whether any role may be given and taken.</summary>
    public bool MayGrantRoles => Roles.All.Any(r => MayGrant(r.Role));

    /// <summary>Whether this role may be given and taken.</summary>
    public bool MayGrant(Role role) => Grants.Any(g => g.IsUnlimited && role.Traits().GrantedBy.Contains(g.Role));

    /// <summary>Whether somebody may be given this place: HR within its reach, a partner manager agents of the own organisation.</summary>
    public bool MayPlace(Standing place) => IsForEverybody
        || Grants.Any(g => g.Role.Traits().Manages == ManagedPeople.Everybody && g.Covers(place))
        || (place.Audience == Audience.Agent && Grants.Any(g => g.OrganisationId is not null && g.Role.Traits().Manages == ManagedPeople.Agents && g.Covers(place)));

    /// <summary>Whether records of a person may be changed, such as certificates: one of the person's running places is enough.</summary>
    public bool MayManageRecords(IReadOnlyCollection<Standing> places) =>
        Grants.Any(g => g.Role.Traits().RunsAcademy && (g.IsUnlimited || places.Any(g.Covers)));

    /// <summary>Whether the person may be changed: name, contact, place, account.</summary>
    /// <param name="roles">The other person's roles.</param>
    /// <param name="places">The other person's running places; all of them must be within reach, or a shared person could be taken over.</param>
    public bool MayManage(Guid personId, IReadOnlyCollection<Role> roles, IReadOnlyCollection<Standing> places)
    {
        if (IsAdministrator)
        {
            return true;
        }

        if (IsForEverybody)
        {
            return personId == PersonId || !roles.Any(r => r.Traits().IsProtected);
        }

        return personId != PersonId && places.Count > 0 && places.All(MayPlace)
            && (Grants.Any(g => g.Role.Traits().Manages == ManagedPeople.Everybody) ? !roles.Any(r => r.Traits().IsProtected) : roles.Count == 0);
    }
}
