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
    private static readonly Role[] HighRoles = [Role.HumanResources, Role.Administrator];

    public bool IsAdministrator => Grants.Any(g => g is { Role: Role.Administrator, IsUnlimited: true });

    /// <summary>May change units and organisations, and people everywhere.</summary>
    public bool IsForEverybody => IsAdministrator || Grants.Any(g => g is { Role: Role.HumanResources, IsUnlimited: true });

    /// <summary>Roles are given and taken by administrators alone.</summary>
    public bool MayGrantRoles => IsAdministrator;

    /// <summary>Whether somebody may be given this place: HR within its reach, a partner manager agents of the own organisation.</summary>
    public bool MayPlace(Standing place) => IsForEverybody
        || Grants.Any(g => g.Role is Role.HumanResources or Role.Administrator && g.Covers(place))
        || (place.Audience == Audience.Agent && Grants.Any(g => g is { Role: Role.PartnerManager, OrganisationId: not null } && g.Covers(place)));

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
            return personId == PersonId || !roles.Any(HighRoles.Contains);
        }

        return personId != PersonId && places.Count > 0 && places.All(MayPlace)
            && (Grants.Any(g => g.Role == Role.HumanResources) ? !roles.Any(HighRoles.Contains) : roles.Count == 0);
    }
}
