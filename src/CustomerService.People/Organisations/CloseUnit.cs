using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR closes a unit: an empty one by itself, any other by merging it into another unit of its organisation, which takes over its people, its
/// managers, the units below it, and its place in rules of assignment. The unit is kept as history.</summary>
public sealed class CloseUnit(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <param name="intoId">The unit that takes everything over; null: there is nothing to take over.</param>
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="UnitReasonMissing"/>, <see cref="UnitClosed"/> (this or the other),
    /// <see cref="UnitNotEmpty"/>, <see cref="UnitOfAnotherOrganisation"/>, <see cref="UnitBelowItself"/>, <see cref="UnitTooDeep"/> or <see cref="NameTaken"/>
    /// (a unit below has the name of one there).</returns>
    public Task<Result> RunAsync(Guid actorId, Guid unitId, Guid? intoId, string? reason, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => CloseAsync(db, actorId, unitId, intoId, reason?.Trim(), cancellationToken), cancellationToken);

    private async Task<Result> CloseAsync(AppDbContext db, Guid actorId, Guid unitId, Guid? intoId, string? reason, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        if (reason is not { Length: > 0 and <= MaxReason })
        {
            return new UnitReasonMissing(MaxReason);
        }

        await db.LockNameAsync(OrgUnitNames.Lock, cancellationToken);
        await db.BeginClosingAsync(unitId, cancellationToken);
        if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken) is not { } unit)
        {
            return new NotFound();
        }

        var now = clock.UtcNow();
        if (intoId is null)
        {
            if (await db.Set<Membership>().AnyAsync(m => m.UnitId == unitId && m.EndedAtUtc == null, cancellationToken)
                || await db.Set<Unit>().AnyAsync(u => u.ParentId == unitId && u.ClosedAtUtc == null, cancellationToken))
            {
                return new UnitNotEmpty();
            }

            db.Audit(actorId, "organisation.unit-closed", unitId, clock, new AuditDetail { Reason = reason }.Write());
            return unit.Close(now);
        }

        if (await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == intoId, cancellationToken) is not { } into)
        {
            return await db.Set<Organisation>().AnyAsync(o => o.Id == intoId, cancellationToken) ? new UnitOfAnotherOrganisation() : new NotFound();
        }

        if (unit.IsClosed || await db.KeepOpenAsync(into.Id, cancellationToken) is { Succeeded: false })
        {
            return new UnitClosed();
        }

        if (into.OrganisationId != unit.OrganisationId)
        {
            return new UnitOfAnotherOrganisation();
        }

        if (into.Path.StartsWith(unit.Path, StringComparison.Ordinal))
        {
            return new UnitBelowItself();
        }

        if (await MoveUnitsAsync(db, unit, into, cancellationToken) is { Succeeded: false } notMoved)
        {
            return notMoved;
        }

        await MovePeopleAsync(db, actorId, unit, into, now, cancellationToken);
        await MoveManagersAsync(db, unit, into, cancellationToken);
        unit.Close(now);
        await db.SaveChangesAsync(cancellationToken);
        await events.RaiseAsync(db, new UnitMerged(unitId, into.Id, now), cancellationToken);
        db.Audit(actorId, "organisation.unit-merged", unitId, clock, new AuditDetail { OrgUnit = into.Name, Reason = reason }.Write());
        db.Audit(actorId, "organisation.unit-taken-over", into.Id, clock, new AuditDetail { OrgUnit = unit.Name, Reason = reason }.Write());
        return Result.Done;
    }

    /// <summary>The open units directly below go, with all below them; closed ones stay with what they belonged to.</summary>
    private static async Task<Result> MoveUnitsAsync(AppDbContext db, Unit unit, Unit into, CancellationToken cancellationToken)
    {
        var path = unit.Path;
        var below = await db.Set<Unit>().AsTracking().Where(u => u.Path.StartsWith(path) && u.Id != unit.Id).ToListAsync(cancellationToken);
        foreach (var child in below.FindAll(u => u.ParentId == unit.Id && !u.IsClosed))
        {
            if (await db.Set<Unit>().Where(u => u.ParentId == into.Id && u.ClosedAtUtc == null).Select(u => u.Name).HaveNameAsync(child.Name, cancellationToken))
            {
                return new NameTaken();
            }

            var itsPath = child.Path;
            var moved = child.MoveBelow(into, below.FindAll(u => u.Id != child.Id && u.Path.StartsWith(itsPath, StringComparison.Ordinal)));
            if (!moved.Succeeded)
            {
                return moved;
            }
        }

        return Result.Done;
    }

    /// <summary>Memberships go on, with the day on which they began: nobody joins anew. Whoever is in both units stays in one.</summary>
    private async Task MovePeopleAsync(AppDbContext db, Guid actorId, Unit unit, Unit into, DateTime now, CancellationToken cancellationToken)
    {
        var there = db.Set<Membership>().Where(m => m.UnitId == into.Id && m.EndedAtUtc == null);
        var held = await db.Set<Membership>().AsTracking().Where(m => m.UnitId == unit.Id && m.EndedAtUtc == null).ToListAsync(cancellationToken);
        var both = await there.Where(m => db.Set<Membership>().Any(h => h.UnitId == unit.Id && h.EndedAtUtc == null && h.PersonId == m.PersonId)).Select(m => m.PersonId).ToListAsync(cancellationToken);
        foreach (var membership in held)
        {
            if (both.Contains(membership.PersonId))
            {
                membership.End(now);
                await db.SaveChangesAsync(cancellationToken);
                await events.RaiseAsync(db, new MembershipEnded(membership.PersonId, membership.Id, membership.OrganisationId, membership.Audience, now), cancellationToken);
            }
            else
            {
                membership.FollowInto(into.Id);
            }

            db.Audit(actorId, "people.moved", membership.PersonId, clock, new AuditDetail { From = unit.Name, OrgUnit = into.Name, Audience = membership.Audience }.Write());
        }
    }

    private static async Task MoveManagersAsync(AppDbContext db, Unit unit, Unit into, CancellationToken cancellationToken)
    {
        var there = (await db.Set<RoleGrant>().Where(g => g.UnitId == into.Id).Select(g => new { g.PersonId, g.Role }).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var grant in await db.Set<RoleGrant>().AsTracking().Where(g => g.UnitId == unit.Id).ToListAsync(cancellationToken))
        {
            if (there.Contains(new { grant.PersonId, grant.Role }))
            {
                db.Remove(grant);
            }
            else
            {
                grant.FollowInto(into.Id);
            }
        }
    }
}
