using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Somebody in charge gives a person until a later day for a course. It stands, whatever day a rule says later, until it is taken back. Audited.</summary>
public sealed class ExtendDueDate(UnitOfWork work, DomainEvents events, CivilCalendar days, TimeProvider clock)
{
    /// <param name="until">The last day.</param>
    /// <returns>Done; <see cref="NotFound"/> for somebody whom the actor is not in charge of; <see cref="GroundsRefused"/>; <see cref="NothingToAdjust"/> where there is no due date, or the course
    /// was completed once and is due at the end of its validity; or <see cref="DayNotLater"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string courseId, DateOnly until, Grounds grounds, CancellationToken cancellationToken = default) =>
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
            if (await db.AssignmentAsync(personId, courseId, cancellationToken) is not { ReleasedAtUtc: null, DueAtUtc: { } due } assignment
                || await db.Set<Completion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId, cancellationToken))
            {
                return new NothingToAdjust();
            }

            var (now, extended) = (clock.UtcNow(), days.DeadlineUtc(until));
            if (extended <= due || extended < now)
            {
                return new DayNotLater();
            }

            await db.EndAdjustmentAsync(personId, courseId, AdjustmentKind.Extension, actorId, now, cancellationToken);
            assignment.Extend(extended);
            db.Add(new AssignmentAdjustment(Guid.CreateVersion7(), personId, courseId, AdjustmentKind.Extension, extended, grounds, actorId, now));
            db.Audit(actorId, "assignments.extended", personId, clock, $"{courseId}: {grounds.Reason}");
            await events.RaiseAsync(db, new DueDateChanged(personId, courseId, now), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
