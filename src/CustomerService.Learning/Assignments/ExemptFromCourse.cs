using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Somebody in charge exempts a person from a course, whatever assigns it now or later. The causes stay on record. Audited.</summary>
public sealed class ExemptFromCourse(UnitOfWork work, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done; <see cref="NotFound"/> for somebody whom the actor is not in charge of; <see cref="GroundsRefused"/>; or <see cref="NothingToAdjust"/> where nothing is asked of the person.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string courseId, Grounds grounds, CancellationToken cancellationToken = default) =>
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
            if (await db.AssignmentAsync(personId, courseId, cancellationToken) is not { ReleasedAtUtc: null } assignment
                || await db.Set<Completion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId && (c.ValidUntilUtc == null || c.ValidUntilUtc >= now), cancellationToken))
            {
                return new NothingToAdjust();
            }

            assignment.Exempt(now);
            db.Add(new AssignmentAdjustment(Guid.CreateVersion7(), personId, courseId, AdjustmentKind.Exemption, null, grounds, actorId, now));
            db.Audit(actorId, "assignments.exempted", personId, clock, $"{courseId}: {grounds.Reason}");
            await events.RaiseAsync(db, new CourseExempted(personId, courseId, now), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
