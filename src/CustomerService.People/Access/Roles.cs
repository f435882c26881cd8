using CustomerService.People.Rules;
using CustomerService.People.Text;

namespace CustomerService.People.Access;

/// <summary>What a role shows of other people's learning. Each value includes those before it.</summary>
public enum Visibility
{
    Nothing,

    /// <summary>Counts and percentages, without names.</summary>
    Figures,

    /// <summary>People by name.</summary>
    People,
}

/// <summary>Which people a role may add and change.</summary>
public enum ManagedPeople
{
    None,

    /// <summary>Agents of the partner organisation that the role is granted for, except those with a role.</summary>
    Agents,

    /// <summary>Everybody within the grant's scope, except accounts that only administrators change.</summary>
    Everybody,
}

/// <summary>What a role is granted for.</summary>
public enum GrantKind
{
    /// <summary>The whole academy.</summary>
    Everything,

    /// <summary>A unit and all below it.</summary>
    Unit,

    /// <summary>A partner organisation.</summary>
    Partner,

    /// <summary>The whole academy, or one organisation, or a unit and all below it.</summary>
    Anywhere,
}

/// <summary>Which settings a role may change. Each value includes those before it.</summary>
public enum SettingsAccess
{
    None,

    /// <summary>What concerns the programme: certificates, holidays.</summary>
    Programme,

    /// <summary>The academy itself as well: its name and look, who may register.</summary>
    Everything,
}

/// <summary>Where the start page redirects.</summary>
public enum Landing
{
    Learning,
    Office,
}

/// <summary>The complete definition of one role.</summary>
/// <param name="Name">Display name, in the user's language.</param>
/// <param name="Sees">What it shows of the people within the grant's scope.</param>
/// <param name="Manages">Which people it may add and change.</param>
/// <param name="RunsAcademy">Whether it manages organisations, certificates and standards, not only people.</param>
/// <param name="Settings">Which settings it may change, where it is granted for the whole academy.</param>
/// <param name="IsProtected">Whether only administrators change an account with it, so that nobody gains its permissions by resetting a password.</param>
/// <param name="GrantedFor">What a grant must specify.</param>
/// <param name="GrantedBy">The role whose unlimited grant allows granting and revoking it.</param>
public sealed record RoleTraits(
    Role Role, Func<string> Name, Visibility Sees, ManagedPeople Manages, bool RunsAcademy, SettingsAccess Settings, bool IsProtected, GrantKind GrantedFor, IReadOnlyList<Role> GrantedBy, Landing Lands);

/// <summary>The table of all roles: policies, scopes, permissions, forms and navigation derive from it. A new role is a member of
/// <see cref="Role"/>, a row here and its texts.</summary>
public static class Roles
{
    private static readonly Role[] Administrators = [Role.Administrator];

    /// <summary>All roles, in form order.</summary>
    public static IReadOnlyList<RoleTraits> All { get; } =
    [
        new(Role.Manager, () => PeopleText.RoleManager, Visibility.People, ManagedPeople.None, RunsAcademy: false, SettingsAccess.None, IsProtected: false, GrantKind.Unit, Administrators, Landing.Learning),
        new(Role.PartnerManager, () => PeopleText.RolePartnerManager, Visibility.People, ManagedPeople.Agents, RunsAcademy: false, SettingsAccess.None, IsProtected: false, GrantKind.Partner, Administrators, Landing.Learning),
        new(Role.HumanResources, () => PeopleText.RoleHumanResources, Visibility.People, ManagedPeople.Everybody, RunsAcademy: true, SettingsAccess.Programme, IsProtected: true, GrantKind.Anywhere, Administrators, Landing.Office),
        new(Role.Leader, () => PeopleText.RoleLeader, Visibility.Figures, ManagedPeople.None, RunsAcademy: false, SettingsAccess.None, IsProtected: false, GrantKind.Anywhere, Administrators, Landing.Learning),
        new(Role.Administrator, () => PeopleText.RoleAdministrator, Visibility.People, ManagedPeople.Everybody, RunsAcademy: true, SettingsAccess.Everything, IsProtected: true, GrantKind.Everything, Administrators, Landing.Office),
    ];

    private static readonly Dictionary<Role, RoleTraits> Rows = All.ToDictionary(r => r.Role);

    /// <summary>The definition of a role.</summary>
    public static RoleTraits Traits(this Role role) => Rows[role];

    /// <summary>The roles that match a predicate.</summary>
    public static IReadOnlyList<Role> Where(Func<RoleTraits, bool> trait) => [.. All.Where(trait).Select(r => r.Role)];
}
