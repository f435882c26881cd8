using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Data;

/// <summary>The one place where "may see" becomes a query. Every query about people starts with <see cref="PeopleWithin"/>
/// (or <see cref="PersonIdsWithin"/> for tables that carry a person's id).</summary>
public static class ScopeQueries
{
    /// <summary>Reads what the person's grants reach, afresh: a revoked grant stops at the next request.</summary>
    public static async Task<PeopleScope> ScopeOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellation = default)
    {
        var grants = await db.Set<RoleGrant>().Where(g => g.PersonId == personId)
            .Select(g => new { g.Role, g.OrganisationId, g.UnitId, Path = db.Set<Unit>().Where(u => u.Id == g.UnitId).Select(u => u.Path).FirstOrDefault() })
            .ToListAsync(cancellation);
        var seeing = grants.Where(g => g.Role is Role.Manager or Role.PartnerManager or Role.HumanResources or Role.Administrator).ToList();
        return new PeopleScope(
            personId,
            seeing.Exists(g => g.Role is Role.HumanResources or Role.Administrator && g.OrganisationId is null && g.UnitId is null),
            [.. seeing.Where(g => g.OrganisationId is not null && g.UnitId is null).Select(g => g.OrganisationId!.Value).Distinct()],
            [.. seeing.Where(g => g.Path is not null).Select(g => g.Path!).Distinct()]);
    }

    /// <summary>The people a scope may see: those with a running membership it reaches, and the asker.</summary>
    public static IQueryable<Person> PeopleWithin(this AppDbContext db, PeopleScope scope)
    {
        if (scope.Everybody)
        {
            return db.Set<Person>();
        }

        var ids = db.PersonIdsWithin(scope);
        return db.Set<Person>().Where(p => ids.Contains(p.Id));
    }

    /// <summary>Ids of the people a scope may see, as a query to be used inside another.</summary>
    public static IQueryable<Guid> PersonIdsWithin(this AppDbContext db, PeopleScope scope)
    {
        var self = scope.PersonId;
        if (scope.Everybody)
        {
            return db.Set<Person>().Select(p => p.Id);
        }

        var organisations = scope.OrganisationIds;
        var memberships = db.Set<Membership>().Where(m => m.EndedAtUtc == null);
        var reached = memberships.Where(m => organisations.Contains(m.OrganisationId)).Select(m => m.PersonId);
        foreach (var path in scope.UnitPaths)
        {
            var below = db.Set<Unit>().Where(u => u.Path.StartsWith(path)).Select(u => (Guid?)u.Id);
            reached = reached.Union(memberships.Where(m => below.Contains(m.UnitId)).Select(m => m.PersonId));
        }

        return reached.Union(db.Set<Person>().Where(p => p.Id == self).Select(p => p.Id));
    }
}
