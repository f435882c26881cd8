namespace CustomerService.People.Organisations;

/// <summary>What closing a unit would change, before it is done.</summary>
/// <param name="People">Active people in the unit itself, who go to the other.</param>
/// <param name="Units">Units below it, which go too.</param>
/// <param name="Gaining">Managers who would see its people.</param>
/// <param name="Losing">Managers who would not see them any more.</param>
public sealed record OrgMerge(int People, int Units, IReadOnlyList<OrgManager> Gaining, IReadOnlyList<OrgManager> Losing)
{
    public static OrgMerge Preview(OrganisationsView view, OrgNode unit, OrgNode into)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(into);
        // Its own managers lead the other from then on: they see its people as before.
        var move = OrgMove.Preview(view, unit, into);
        return new(unit.People.Own, view.AllBelow(unit).Count(n => !n.IsClosed), move.Gaining, move.Losing);
    }

    /// <summary>Whether it can be closed without another unit that takes over.</summary>
    public static bool IsEmpty(OrganisationsView view, OrgNode unit)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(unit);
        return unit.People.Own == 0 && view.AllBelow(unit).All(n => n.IsClosed);
    }
}
