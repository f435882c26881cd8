using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Access;

/// <summary>What somebody with a role learns about the learning of others. Each value includes those before it.</summary>
public enum Visibility
{
    Nothing,

    /// <summary>Counts and shares, without names.</summary>
    Figures,

    /// <summary>People by name.</summary>
    People,
}

/// <summary>Which people somebody with a role adds and changes.</summary>
public enum ManagedPeople
{
    None,

    /// <summary>Agents of the partner organisation that the role is granted for; none of them with a role.</summary>
    Agents,

    /// <summary>Everybody within reach of the grant, except accounts that only administrators change.</summary>
    Everybody,
}

/// <summary>What a role is granted for.</summary>
public enum GrantKind
{
    /// <summary>The whole academy.</summary>
    Everything,

    /// <summary>A unit with all below it.</summary>
    Unit,

    /// <summary>A partner organisation.</summary>
    Partner,
}

/// <summary>Where the front door leads.</summary>
public enum Landing
{
    Learning,
    Office,
}

/// <summary>One role: everything that the product knows about it.</summary>
/// <param name="Name">What it is called, in the reader's language.</param>
/// <param name="Sees">What it shows of the people whom the grant reaches.</param>
/// <param name="Manages">Whom it lets add and change.</param>
/// <param name="RunsAcademy">Whether it looks after organisations, certificates and standards, and not only after people.</param>
/// <param name="IsProtected">Whether an account with it is changed by administrators alone, so that nobody gains its power by a new password.</param>
/// <param name="GrantedFor">What a grant needs to name.</param>
/// <param name="GrantedBy">Whose unlimited grant allows giving and taking it.</param>
public sealed record RoleTraits(
    Role Role, Func<string> Name, Visibility Sees, ManagedPeople Manages, bool RunsAcademy, bool IsProtected, GrantKind GrantedFor, IReadOnlyList<Role> GrantedBy, Landing Lands);

/// <summary>The table of all roles: policies, scopes, authority, forms and navigation are made from it. A new role is a member of
/// <see cref="Role"/>, a row here and its texts.</summary>
public static class Roles
{
    private static readonly Role[] Administrators = [Role.Administrator];

    /// <summary>Every role, in the order in which forms offer them.</summary>
    public static IReadOnlyList<RoleTraits> All { get; } =
    [
        new(Role.Manager, () => PeopleText.RoleManager, Visibility.People, ManagedPeople.None, RunsAcademy: false, IsProtected: false, GrantKind.Unit, Administrators, Landing.Learning),
        new(Role.PartnerManager, () => PeopleText.RolePartnerManager, Visibility.People, ManagedPeople.Agents, RunsAcademy: false, IsProtected: false, GrantKind.Partner, Administrators, Landing.Learning),
        new(Role.HumanResources, () => PeopleText.RoleHumanResources, Visibility.People, ManagedPeople.Everybody, RunsAcademy: true, IsProtected: true, GrantKind.Everything, Administrators, Landing.Office),
        new(Role.Leader, () => PeopleText.RoleLeader, Visibility.Figures, ManagedPeople.None, RunsAcademy: false, IsProtected: false, GrantKind.Everything, Administrators, Landing.Learning),
        new(Role.Administrator, () => PeopleText.RoleAdministrator, Visibility.People, ManagedPeople.Everybody, RunsAcademy: true, IsProtected: true, GrantKind.Everything, Administrators, Landing.Office),
    ];

    private static readonly Dictionary<Role, RoleTraits> Rows = All.ToDictionary(r => r.Role);

    /// <summary>The row of a role.</summary>
    public static RoleTraits Traits(this Role role) => Rows[role];

    /// <summary>The roles of which something is true.</summary>
    public static IReadOnlyList<Role> Where(Func<RoleTraits, bool> trait) => [.. All.Where(trait).Select(r => r.Role)];
}
