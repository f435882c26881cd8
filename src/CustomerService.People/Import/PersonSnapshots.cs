using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>What an import reads of people and places.</summary>
public static class PersonSnapshots
{
    /// <summary>The people with these ids, whoever may see them: for the comparison of records, never for showing.</summary>
    internal static async Task<Dictionary<Guid, PersonSnapshot>> SnapshotsAsync(this AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName, p.Email, p.Mobile, p.IsActive }).ToListAsync(cancellationToken);
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.UserName }).ToDictionaryAsync(a => a.Id, a => a.UserName, cancellationToken);
        var memberships = (await db.Set<Membership>().AsNoTracking().Where(m => ids.Contains(m.PersonId) && m.EndedAtUtc == null).OrderBy(m => m.StartedAtUtc).ThenBy(m => m.Id).ToListAsync(cancellationToken))
            .ToLookup(m => m.PersonId);
        return people.ToDictionary(p => p.Id, p => new PersonSnapshot(
            p.Id, p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName, p.Email, p.Mobile, p.IsActive, accounts.GetValueOrDefault(p.Id),
            [.. memberships[p.Id].Select(m => new MembershipSnapshot(m.Id, m.OrganisationId, m.UnitId, m.Audience, m.JobTitle.Fa, m.JobTitle.En, m.PersonnelNumber))]));
    }

    /// <summary>The organisations and units that somebody sees, and where they may add people.</summary>
    public static async Task<OrgDirectory> DirectoryOfAsync(this AppDbContext db, Guid actorId, CancellationToken cancellationToken)
    {
        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(await db.ScopeOfAsync(actorId, cancellationToken), cancellationToken);
        return new(
            [.. tree.Organisations.Select(o => new DirectoryOrganisation(o.Id, o.Kind, o.Name))],
            [.. tree.OpenUnits.Select(u => new DirectoryUnit(u.Id, u.OrganisationId, u.ParentId, u.Name, u.Path))],
            permissions);
    }
}
