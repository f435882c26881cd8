using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>Somebody who leads a unit or a partner organisation.</summary>
public sealed record OrgManager(Guid PersonId, PersonName Name);

/// <summary>An organisation or a unit, as a node of the tree.</summary>
/// <param name="AboveId">The unit or organisation above it; null where that is not visible.</param>
/// <param name="Managers">By name.</param>
public sealed record OrgNode(Guid Id, Guid? AboveId, Guid OrganisationId, OrganisationKind Kind, LocalText Name, HeadCount People, IReadOnlyList<OrgManager> Managers)
{
    /// <summary>A unit in which nobody can be placed any more.</summary>
    public bool IsClosed { get; init; }

    public bool IsUnit => Id != OrganisationId;

    /// <summary>Customers register themselves: their organisation has no units. Nothing is added below a closed unit.</summary>
    public bool MayHaveUnits => !IsClosed && Kind != OrganisationKind.Customers;
}

/// <param name="Nodes">Each directly before those below it.</param>
/// <param name="MayChange">Whether the viewer may add and rename.</param>
/// <param name="ReadAtUtc">For the version of a name that is changed.</param>
public sealed record OrganisationsView(IReadOnlyList<OrgNode> Nodes, bool MayChange, DateTime ReadAtUtc)
{
    public OrgNode? Node(Guid? id) => Nodes.FirstOrDefault(n => n.Id == id);

    /// <summary>From the organisation down.</summary>
    public IReadOnlyList<OrgNode> Above(OrgNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Node(node.AboveId) is { } above ? [.. Above(above), above] : [];
    }

    /// <summary>Below it at any level.</summary>
    public IReadOnlyList<OrgNode> AllBelow(OrgNode node) => [.. Below(node).SelectMany(n => AllBelow(n).Prepend(n))];

    /// <summary>Directly below.</summary>
    public IReadOnlyList<OrgNode> Below(OrgNode node) => [.. Nodes.Where(n => n.AboveId == node.Id)];
}

/// <summary>The organisations and units that human resources see, with the number of active people and those who lead them.</summary>
public sealed class ViewOrganisations(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly IReadOnlyList<Role> Leading = Roles.Where(r => r.Sees == Visibility.People && !r.RunsAcademy);

    /// <returns>The tree within the viewer's scope, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<OrganisationsView>> RunAsync(Guid viewerId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewOrganisations));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var permissions = await db.PermissionsOfAsync(viewerId, cancellationToken);
        if (!permissions.Grants.Any(g => g.Role.Traits().RunsAcademy))
        {
            return new NotAllowed();
        }

        var readAtUtc = clock.UtcNow();
        var scope = await db.ScopeOfAsync(viewerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var units = tree.Units.ToLookup(u => u.OrganisationId);
        var known = tree.Units.Select(u => u.Id).ToHashSet();
        var lines = tree.Organisations
            .SelectMany(o => units[o.Id].Select(u => new Place(u.Id, u.ParentId is { } parent && known.Contains(parent) ? parent : o.Id, o, u.Name, u.IsClosed)).Prepend(new(o.Id, null, o, o.Name, false))).ToList();
        var counts = HeadCounts.Of([.. lines.Select(l => (l.Id, l.AboveId))], await OwnAsync(db, scope, cancellationToken), await SeveralAsync(db, scope, cancellationToken));
        var managers = await ManagersAsync(db, scope, cancellationToken);
        return new OrganisationsView(
            lines.ConvertAll(l => new OrgNode(l.Id, l.AboveId, l.Owner.Id, l.Owner.Kind, l.Name, counts[l.Id], [.. managers[l.Id]]) { IsClosed = l.IsClosed }), permissions.IsForEverybody, readAtUtc);
    }

    /// <summary>Active people by place, in one query.</summary>
    private static async Task<Dictionary<Guid, int>> OwnAsync(AppDbContext db, VisibilityScope scope, CancellationToken cancellationToken) =>
        (await db.MembershipsWithin(scope).Where(m => db.Set<Person>().Any(p => p.Id == m.PersonId && p.IsActive))
            .GroupBy(m => new { m.OrganisationId, m.UnitId })
            .Select(g => new { g.Key.OrganisationId, g.Key.UnitId, People = g.Select(m => m.PersonId).Distinct().Count() })
            .ToListAsync(cancellationToken)).ToDictionary(g => g.UnitId ?? g.OrganisationId, g => g.People);

    /// <summary>The places of active people who have more than one.</summary>
    private static async Task<IEnumerable<(Guid PersonId, Guid NodeId)>> SeveralAsync(AppDbContext db, VisibilityScope scope, CancellationToken cancellationToken)
    {
        var running = db.MembershipsWithin(scope);
        return (await running.Where(m => db.Set<Person>().Any(p => p.Id == m.PersonId && p.IsActive) && running.Any(o => o.PersonId == m.PersonId && o.Id != m.Id))
            .Select(m => new { m.PersonId, m.OrganisationId, m.UnitId }).ToListAsync(cancellationToken)).Select(m => (m.PersonId, m.UnitId ?? m.OrganisationId));
    }

    private static async Task<ILookup<Guid, OrgManager>> ManagersAsync(AppDbContext db, VisibilityScope scope, CancellationToken cancellationToken)
    {
        var leading = Leading;
        var rows = await (
            from grant in db.Set<RoleGrant>()
            where leading.Contains(grant.Role) && (grant.UnitId != null || grant.OrganisationId != null)
            join person in db.PeopleWithin(scope) on grant.PersonId equals person.Id
            where person.IsActive
            orderby person.SortKey, person.Id
            select new { grant.UnitId, grant.OrganisationId, person.Id, Name = new PersonName(person.GivenName, person.FamilyName, person.LatinGivenName, person.LatinFamilyName) })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.UnitId ?? r.OrganisationId!.Value, r => new OrgManager(r.Id, r.Name));
    }

    private sealed record Place(Guid Id, Guid? AboveId, OrganisationLine Owner, LocalText Name, bool IsClosed);
}
