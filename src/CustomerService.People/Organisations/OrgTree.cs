using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

public sealed record OrganisationLine(Guid Id, OrganisationKind Kind, LocalText Name);

/// <param name="Depth">0 for the topmost visible unit.</param>
/// <param name="IsClosed">Nobody can be placed there.</param>
public sealed record UnitLine(Guid Id, Guid OrganisationId, Guid? ParentId, LocalText Name, string Path, int Depth, bool IsClosed);

/// <summary>The organisations and units in a scope: few, regardless of the number of people.</summary>
/// <param name="Organisations">The employer, then partners by name, then customers.</param>
/// <param name="Units">In depth-first order: each unit directly before its descendants, siblings by name.</param>
public sealed record OrgTree(IReadOnlyList<OrganisationLine> Organisations, IReadOnlyList<UnitLine> Units)
{
    /// <summary>The units that somebody can be placed in, in the order of <see cref="Units"/>.</summary>
    public IEnumerable<UnitLine> OpenUnits => Units.Where(u => !u.IsClosed);

    public UnitLine? Unit(Guid? id) => Units.FirstOrDefault(u => u.Id == id);

    public OrganisationLine? Organisation(Guid? id) => Organisations.FirstOrDefault(o => o.Id == id);

    /// <summary>A unit and all below it; empty if outside the scope.</summary>
    public IReadOnlyList<Guid?> Below(Guid unitId) =>
        Unit(unitId) is { } top ? [.. Units.Where(u => u.Path.StartsWith(top.Path, StringComparison.Ordinal)).Select(u => (Guid?)u.Id)] : [];

    /// <summary>Display name: the unit's name, or the organisation's if there is no unit.</summary>
    public LocalText NameOf(Guid organisationId, Guid? unitId) => Unit(unitId)?.Name ?? Organisation(organisationId)?.Name ?? LocalText.Empty;
}

public static class OrgTreeQueries
{
    public static async Task<OrgTree> OrgTreeWithinAsync(this AppDbContext db, VisibilityScope scope, CancellationToken cancellationToken = default)
    {
        var units = await db.Set<Unit>().Select(u => new UnitLine(u.Id, u.OrganisationId, u.ParentId, new LocalText(u.Name.Fa, u.Name.En), u.Path, 0, u.ClosedAtUtc != null)).ToListAsync(cancellationToken);
        var seen = units.Where(u => scope.Everybody || scope.OrganisationIds.Contains(u.OrganisationId)
            || scope.UnitPaths.Any(path => u.Path.StartsWith(path, StringComparison.Ordinal))).ToList();
        var owners = seen.Select(u => u.OrganisationId).ToHashSet();
        var organisations = await db.Set<Organisation>().Select(o => new OrganisationLine(o.Id, o.Kind, new LocalText(o.Name.Fa, o.Name.En))).ToListAsync(cancellationToken);
        return new(
            [.. organisations.Where(o => scope.Everybody || scope.OrganisationIds.Contains(o.Id) || owners.Contains(o.Id))
                .OrderBy(o => o.Kind).ThenBy(o => o.Name.Fa, PersianOrder.Instance)],
            Tree(seen));
    }

    /// <summary>The current name of a unit or organisation.</summary>
    public static async Task<LocalText> NameOfOrgUnitAsync(this AppDbContext db, Guid? organisationId, Guid? unitId, CancellationToken cancellationToken = default) =>
        (unitId is null
            ? await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisationId, cancellationToken) is { } organisation ? organisation.Name : null
            : await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken) is { } unit ? unit.Name : null) ?? LocalText.Empty;

    private static List<UnitLine> Tree(List<UnitLine> units)
    {
        var known = units.Select(u => u.Id).ToHashSet();
        var byParent = units.ToLookup(u => u.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty);
        var lines = new List<UnitLine>(units.Count);
        Add(Guid.Empty, 0);
        return lines;

        void Add(Guid parent, int depth)
        {
            foreach (var unit in byParent[parent].OrderBy(u => u.Name.Fa, PersianOrder.Instance).ThenBy(u => u.Id))
            {
                lines.Add(unit with { Depth = depth });
                Add(unit.Id, depth + 1);
            }
        }
    }
}
