using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>Removes a unit or a partner organisation that nobody ever belonged to: what an import that is taken back had added.</summary>
public sealed class RemoveUnused(TimeProvider clock)
{
    /// <summary>The step within a unit of work.</summary>
    /// <param name="id">Of a unit or a partner organisation.</param>
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="NotFound"/> or <see cref="RowInUse"/>.</returns>
    internal async Task<Result> RemoveAsync(AppDbContext db, Guid actorId, Guid id, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        await db.LockNameAsync(OrgUnitNames.Lock, cancellationToken);
        if (await db.Set<Membership>().AnyAsync(m => m.UnitId == id || m.OrganisationId == id, cancellationToken)
            || await db.Set<RoleGrant>().AnyAsync(g => g.UnitId == id || g.OrganisationId == id, cancellationToken)
            || await db.Set<Unit>().AnyAsync(u => u.ParentId == id || u.OrganisationId == id, cancellationToken))
        {
            return new RowInUse();
        }

        if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == id, cancellationToken) is { } unit)
        {
            db.Remove(unit);
            db.Audit(actorId, "organisation.removed", id, clock, unit.Name.Fa);
            return Result.Done;
        }

        if (await db.Set<Organisation>().AsTracking().SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.Partner, cancellationToken) is { } partner)
        {
            db.Remove(partner);
            db.Audit(actorId, "organisation.removed", id, clock, partner.Name.Fa);
            return Result.Done;
        }

        return new NotFound();
    }
}
