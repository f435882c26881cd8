using CustomerService.People.Access;

namespace CustomerService.People.Rules;

/// <summary>A role with what it reaches: a unit with all below it, an organisation, or everything where both are null.</summary>
public sealed record GrantScope(Role Role, Guid? OrganisationId, string? UnitPath)
{
    public bool IsUnlimited => OrganisationId is null && UnitPath is null;

    public bool Covers(Placement placement) => IsUnlimited
        || (UnitPath is { } path ? placement.UnitPath?.StartsWith(path, StringComparison.Ordinal) == true : placement.OrganisationId == OrganisationId);
}

/// <summary>Where somebody stands: an organisation, perhaps a unit, and the audience.</summary>
public sealed record Placement(Guid OrganisationId, string? UnitPath, Audience Audience);

/// <summary>Whom a person may add and change. Made from the role grants in the database, never from a request. Nobody gains power by it:
/// an account with a role is changed only by those above it.</summary>
public sealed record ManagementPermissions(Guid PersonId, IReadOnlyList<GrantScope> Grants)
{
    public bool IsAdministrator => Grants.Any(g => g is { Role: Role.Administrator, IsUnlimited: true });

    /// <summary>May change units and organisations, and people everywhere.</summary>
    public bool IsForEverybody => IsAdministrator || Grants.Any(g => g.IsUnlimited && g.Role.Traits().Manages == ManagedPeople.Everybody);

    /// <summary>Whether any role may be given and taken.</summary>
    public bool MayGrantRoles => Roles.All.Any(r => MayGrant(r.Role));

    /// <summary>Whether this role may be given and taken.</summary>
    public bool MayGrant(Role role) => Grants.Any(g => g.IsUnlimited && role.Traits().GrantedBy.Contains(g.Role));

    /// <summary>Whether somebody may be given this place: HR within its reach, a partner manager agents of the own organisation.</summary>
    public bool MayAddMembership(Placement placement) => IsForEverybody
        || Grants.Any(g => g.Role.Traits().Manages == ManagedPeople.Everybody && g.Covers(placement))
        || (placement.Audience == Audience.Agent && Grants.Any(g => g.OrganisationId is not null && g.Role.Traits().Manages == ManagedPeople.Agents && g.Covers(placement)));

    /// <summary>Whether records of a person may be changed, such as certificates: one of the person's running places is enough.</summary>
    public bool MayManageRecords(IReadOnlyCollection<Placement> placements) =>
        Grants.Any(g => g.Role.Traits().RunsAcademy && (g.IsUnlimited || placements.Any(g.Covers)));

    /// <summary>Whether the person may be changed: name, contact, place, account.</summary>
    /// <param name="roles">The other person's roles.</param>
    /// <param name="placements">The other person's running placements; all of them must be within reach, or a shared person could be taken over.</param>
    public bool MayManage(Guid personId, IReadOnlyCollection<Role> roles, IReadOnlyCollection<Placement> placements)
    {
        if (IsAdministrator)
        {
            return true;
        }

        if (IsForEverybody)
        {
            return personId == PersonId || !roles.Any(r => r.Traits().IsProtected);
        }

        return personId != PersonId && placements.Count > 0 && placements.All(MayAddMembership)
            && (Grants.Any(g => g.Role.Traits().Manages == ManagedPeople.Everybody) ? !roles.Any(r => r.Traits().IsProtected) : roles.Count == 0);
    }
}
