namespace CustomerService.People.Organisations;

/// <summary>What a move of a unit would change, before it is made.</summary>
/// <param name="People">Active people who move with it.</param>
/// <param name="Units">Units below it, which move too.</param>
/// <param name="Gaining">Managers who would see its people.</param>
/// <param name="Losing">Managers who would not see them any more.</param>
public sealed record OrgMove(int People, int Units, IReadOnlyList<OrgManager> Gaining, IReadOnlyList<OrgManager> Losing)
{
    public static OrgMove Preview(OrganisationsView view, OrgNode unit, OrgNode above)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(above);
        // Its own managers, and those of the units below, see them either way.
        var now = Leading([.. view.Above(unit), unit]);
        var then = Leading([.. view.Above(above), above, unit]);
        return new(unit.People.WithBelow, view.AllBelow(unit).Count, Without(then, now), Without(now, then));
    }

    private static List<OrgManager> Leading(IEnumerable<OrgNode> nodes) => [.. nodes.SelectMany(n => n.Managers).DistinctBy(m => m.PersonId)];

    private static List<OrgManager> Without(List<OrgManager> managers, List<OrgManager> others) => managers.FindAll(m => !others.Exists(o => o.PersonId == m.PersonId));
}
