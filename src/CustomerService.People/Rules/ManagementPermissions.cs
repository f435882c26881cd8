using CustomerService.People.Access;

namespace CustomerService.People.Rules;

/// <summary>A role and its scope: a unit with all below it, an organisation, or everything if both are null.</summary>
public sealed record GrantScope(Role Role, Guid? OrganisationId, string? UnitPath)
{
    public bool IsUnlimited => OrganisationId is null && UnitPath is null;

    public bool Covers(Placement placement) => IsUnlimited
        || (UnitPath is { } path ? placement.UnitPath?.StartsWith(path, StringComparison.Ordinal) == true : placement.OrganisationId == OrganisationId);
}

/// <summary>A person's position: an organisation, optionally a unit, and the audience.</summary>
public sealed record Placement(Guid OrganisationId, string? UnitPath, Audience Audience);

/// <summary>Whom a person may add and change. Built from the role grants in the database, never from a request. It prevents privilege
/// escalation: an account with a role is changed only by higher roles.</summary>
public sealed record ManagementPermissions(Guid PersonId, IReadOnlyList<GrantScope> Grants)
{
    public bool IsAdministrator => Grants.Any(g => g is { Role: Role.Administrator, IsUnlimited: true });

    /// <summary>May change units and organisations, and people everywhere.</summary>
    public bool IsForEverybody => IsAdministrator || Grants.Any(g => g.IsUnlimited && g.Role.Traits().Manages == ManagedPeople.Everybody);

    /// <summary>Whether these settings may be changed: they hold for everybody.</summary>
    public bool MayChange(SettingsAccess settings) => Grants.Any(g => g.IsUnlimited && g.Role.Traits().Settings >= settings);

    /// <summary>Whether any role may be granted and revoked.</summary>
    public bool MayGrantRoles => Roles.All.Any(r => MayGrant(r.Role));

    /// <summary>Whether this role may be granted and revoked.</summary>
    public bool MayGrant(Role role) => Grants.Any(g => g.IsUnlimited && role.Traits().GrantedBy.Contains(g.Role));

    /// <summary>Whether this placement may be assigned: HR within its scope, a partner manager agents of their own organisation.</summary>
    public bool MayAddMembership(Placement placement) => IsForEverybody
        || Grants.Any(g => g.Role.Traits().Manages == ManagedPeople.Everybody && g.Covers(placement))
        || (placement.Audience == Audience.Agent && Grants.Any(g => g.OrganisationId is not null && g.Role.Traits().Manages == ManagedPeople.Agents && g.Covers(placement)));

    /// <summary>Whether a person's records, such as certificates, may be changed: one current placement in scope is enough.</summary>
    public bool MayManageRecords(IReadOnlyCollection<Placement> placements) =>
        Grants.Any(g => g.Role.Traits().RunsAcademy && (g.IsUnlimited || placements.Any(g.Covers)));

    /// <summary>Whether a contact that this actor enters or confirms counts as proven: human resources and administrators, within their scope, for
    /// others. A partner manager could otherwise claim the address of somebody outside.</summary>
    public bool MayProveContacts(Guid personId, IReadOnlyCollection<Placement> placements) => personId != PersonId && MayManageRecords(placements);

    /// <summary>Whether the person may be changed: name, contact, membership, account.</summary>
    /// <param name="roles">The other person's roles.</param>
    /// <param name="placements">The other person's current placements; all must be in scope, or a shared person could be taken over.</param>
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
