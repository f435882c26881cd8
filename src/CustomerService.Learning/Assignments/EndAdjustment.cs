using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;

namespace CustomerService.Learning.Assignments;

/// <summary>Somebody in charge takes an exemption or an extension back: the course is asked for again as its causes say. Audited.</summary>
public sealed class EndAdjustment(UnitOfWork work, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done; <see cref="NotFound"/> for somebody whom the actor is not in charge of; <see cref="GroundsRefused"/>; or <see cref="NothingToAdjust"/> where nothing stands.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string courseId, AdjustmentKind kind, Grounds grounds, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result>(async db =>
        {
            if (!await db.MayAdjustAsync(actorId, personId, cancellationToken))
            {
                return new NotFound();
            }

            if (grounds.Check() is { Refusal: { } refused })
            {
                return refused;
            }

            await db.LockAssignmentsAsync(cancellationToken);
            var now = clock.UtcNow();
            if (!await db.EndAdjustmentAsync(personId, courseId, kind, actorId, now, cancellationToken) || await db.AssignmentAsync(personId, courseId, cancellationToken) is not { } assignment)
            {
                return new NothingToAdjust();
            }

            var isExtension = kind == AdjustmentKind.Extension;
            if (isExtension)
            {
                assignment.Extend(null);
            }
            else
            {
                assignment.Require();
            }

            db.Audit(actorId, isExtension ? "assignments.extension-ended" : "assignments.exemption-ended", personId, clock, $"{courseId}: {grounds.Reason}");
            // Settled by statements in the database, which must see what was changed here.
            await db.SaveChangesAsync(cancellationToken);
            await SettleAssignments.RunAsync(db, [courseId], personId, now, cancellationToken);
            await events.RaiseAsync(db, new DueDateChanged(personId, courseId, now), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
