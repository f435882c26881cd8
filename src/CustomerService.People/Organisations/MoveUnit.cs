using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR moves a unit, with all below it and all its people, to another place of the same organisation. Whoever leads the units above it sees its
/// people from now on, and whoever led those it leaves does not.</summary>
public sealed class MoveUnit(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <param name="aboveId">The unit above it from now on, or the organisation: it becomes a topmost unit.</param>
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="NameTaken"/>, or a refusal of <see cref="Unit.MoveBelow"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid unitId, Guid aboveId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => MoveAsync(db, actorId, unitId, aboveId, cancellationToken), cancellationToken);

    /// <summary>The step within a unit of work.</summary>
    internal async Task<Result> MoveAsync(AppDbContext db, Guid actorId, Guid unitId, Guid aboveId, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        // Names of siblings and places of others must still hold at the commit.
        await db.LockNameAsync(OrgUnitNames.Lock, cancellationToken);
        if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken) is not { } unit)
        {
            return new NotFound();
        }

        var above = await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == aboveId, cancellationToken);
        if (above is null && aboveId != unit.OrganisationId)
        {
            return await db.Set<Organisation>().AnyAsync(o => o.Id == aboveId, cancellationToken) ? new UnitOfAnotherOrganisation() : new NotFound();
        }

        if (unit.ParentId == above?.Id)
        {
            return Result.Done;
        }

        var from = await db.NameOfOrgUnitAsync(unit.OrganisationId, unit.ParentId, cancellationToken);
        var path = unit.Path;
        var below = await db.Set<Unit>().AsTracking().Where(u => u.Path.StartsWith(path) && u.Id != unitId).ToListAsync(cancellationToken);
        var moved = unit.MoveBelow(above, below);
        if (!moved.Succeeded)
        {
            return moved;
        }

        var (parentId, owner) = (unit.ParentId, unit.OrganisationId);
        if (await db.Set<Unit>().Where(u => u.OrganisationId == owner && u.ParentId == parentId && u.Id != unitId && u.ClosedAtUtc == null).Select(u => u.Name).HaveNameAsync(unit.Name, cancellationToken))
        {
            return new NameTaken();
        }

        await events.RaiseAsync(db, new UnitMoved(unitId, clock.UtcNow()), cancellationToken);
        db.Audit(actorId, "organisation.unit-moved", unitId, clock, new AuditDetail { From = from, OrgUnit = await db.NameOfOrgUnitAsync(owner, parentId, cancellationToken) }.Write());
        return Result.Done;
    }
}
