using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Access;

/// <summary>The only place where "may see" becomes a query. Every query about people starts with <see cref="PeopleWithin"/>
/// (or <see cref="PersonIdsWithin"/> for tables with a person id).</summary>
public static class ScopeQueries
{
    /// <summary>Reads the person's scope from the current grants: a revocation takes effect on the next request.</summary>
    public static Task<VisibilityScope> ScopeOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        ReachAsync(db, personId, Visibility.People, cancellationToken);

    /// <summary>The scope of the figures that the person sees, though not always names: leaders see those of their organisation or unit.</summary>
    public static Task<VisibilityScope> FiguresScopeOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        ReachAsync(db, personId, Visibility.Figures, cancellationToken);

    private static async Task<VisibilityScope> ReachAsync(AppDbContext db, Guid personId, Visibility atLeast, CancellationToken cancellationToken)
    {
        var grants = await db.Set<RoleGrant>().Where(g => g.PersonId == personId)
            .Select(g => new Grant(g.Role, g.OrganisationId, g.UnitId, db.Set<Unit>().Where(u => u.Id == g.UnitId).Select(u => u.Path).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        var seeing = grants.FindAll(g => g.Role.Traits().Sees >= atLeast);
        return new VisibilityScope(
            personId,
            seeing.Exists(g => g.Role.Traits().GrantedFor is GrantKind.Everything or GrantKind.Anywhere && g.OrganisationId is null && g.UnitId is null),
            [.. seeing.Where(g => g.OrganisationId is not null && g.UnitId is null).Select(g => g.OrganisationId!.Value).Distinct()],
            [.. seeing.Where(g => g.Path is not null).Select(g => g.Path!).Distinct()]);
    }

    /// <summary>The people visible in a scope: those with a current membership in it, and the user.</summary>
    public static IQueryable<Person> PeopleWithin(this AppDbContext db, VisibilityScope scope)
    {
        if (scope.Everybody)
        {
            return db.Set<Person>();
        }

        var ids = db.PersonIdsWithin(scope);
        return db.Set<Person>().Where(p => ids.Contains(p.Id));
    }

    /// <summary>Ids of the people visible in a scope, as a subquery.</summary>
    public static IQueryable<Guid> PersonIdsWithin(this AppDbContext db, VisibilityScope scope)
    {
        var self = scope.PersonId;
        return scope.Everybody
            ? db.Set<Person>().Select(p => p.Id)
            : db.MembershipsWithin(scope).Select(m => m.PersonId).Union(db.Set<Person>().Where(p => p.Id == self).Select(p => p.Id));
    }

    /// <summary>The current memberships in a scope. If a person belongs to several organisations, a user who may see one of
    /// them does not see the others.</summary>
    public static IQueryable<Membership> MembershipsWithin(this AppDbContext db, VisibilityScope scope)
    {
        var running = db.Set<Membership>().Where(m => m.EndedAtUtc == null);
        if (scope.Everybody)
        {
            return running;
        }

        var organisations = scope.OrganisationIds;
        var units = db.UnitIdsBelow(scope.UnitPaths);
        return (organisations.Count, scope.UnitPaths.Count) switch
        {
            (_, 0) => running.Where(m => organisations.Contains(m.OrganisationId)),
            (0, _) => running.Where(m => units.Contains(m.UnitId)),
            _ => running.Where(m => organisations.Contains(m.OrganisationId) || units.Contains(m.UnitId)),
        };
    }

    /// <summary>Whether a loaded current membership is one of <see cref="MembershipsWithin"/>.</summary>
    /// <param name="tree">The part of the organisation tree in the scope: <see cref="OrgTreeQueries.OrgTreeWithinAsync"/>.</param>
    public static bool Reaches(this VisibilityScope scope, OrgTree tree, Guid organisationId, Guid? unitId) =>
        scope.Everybody || scope.OrganisationIds.Contains(organisationId) || tree.Unit(unitId) is not null;

    /// <summary>Ids of the units with these paths and of those below them.</summary>
    private static IQueryable<Guid?> UnitIdsBelow(this AppDbContext db, IReadOnlyList<string> paths)
    {
        var units = db.Set<Unit>().Where(u => false).Select(u => (Guid?)u.Id);
        foreach (var path in paths)
        {
            units = units.Union(db.Set<Unit>().Where(u => u.Path.StartsWith(path)).Select(u => (Guid?)u.Id));
        }

        return units;
    }

    private sealed record Grant(Role Role, Guid? OrganisationId, Guid? UnitId, string? Path);
}
