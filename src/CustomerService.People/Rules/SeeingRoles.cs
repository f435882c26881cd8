namespace CustomerService.People.Rules;

/// <summary>Which roles open other people's learning: what policies ask for, and whose grants a scope is made of.</summary>
internal static class SeeingRoles
{
    /// <summary>See people by name.</summary>
    public static IReadOnlyList<Role> ByName { get; } = [Role.HumanResources, Role.Manager, Role.PartnerManager, Role.Administrator];

    /// <summary>See how many stand where: those, and leaders.</summary>
    public static IReadOnlyList<Role> InFigures { get; } = [.. ByName, Role.Leader];
}
