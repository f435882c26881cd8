using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR opens a closed unit again, where it was. What a merge took to another unit stays there.</summary>
public sealed class ReopenUnit(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="UnitReasonMissing"/>, <see cref="UnitClosed"/> (the unit above) or
    /// <see cref="NameTaken"/> (by a unit that was added meanwhile).</returns>
    public Task<Result> RunAsync(Guid actorId, Guid unitId, string? reason, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => ReopenAsync(db, actorId, unitId, reason?.Trim(), cancellationToken), cancellationToken);

    private async Task<Result> ReopenAsync(AppDbContext db, Guid actorId, Guid unitId, string? reason, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        if (reason is not { Length: > 0 and <= CloseUnit.MaxReason })
        {
            return new UnitReasonMissing(CloseUnit.MaxReason);
        }

        await db.LockNameAsync(OrgUnitNames.Lock, cancellationToken);
        if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken) is not { } unit)
        {
            return new NotFound();
        }

        if (!unit.IsClosed)
        {
            return Result.Done;
        }

        var (owner, parentId) = (unit.OrganisationId, unit.ParentId);
        if (await db.Set<Unit>().Where(u => u.OrganisationId == owner && u.ParentId == parentId && u.Id != unitId && u.ClosedAtUtc == null).Select(u => u.Name).HaveNameAsync(unit.Name, cancellationToken))
        {
            return new NameTaken();
        }

        var opened = unit.Reopen(await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == parentId, cancellationToken));
        if (opened.Succeeded)
        {
            db.Audit(actorId, "organisation.unit-reopened", unitId, clock, new AuditDetail { Reason = reason }.Write());
        }

        return opened;
    }
}
