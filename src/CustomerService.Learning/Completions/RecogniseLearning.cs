using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Completions;

/// <summary>Human resources recognise what a person learned elsewhere as a course of the academy: a completion on record, without certificate and minutes. Audited.</summary>
public sealed class RecogniseLearning(UnitOfWork work, CourseCatalogue catalogue, ValidityCalendar validity, DomainEvents events, CivilCalendar days, TimeProvider clock)
{
    /// <param name="on">The day on which it was learned; validity runs from it.</param>
    /// <returns>Done; <see cref="NotFound"/> for somebody whom the actor is not in charge of, and for what is no course; <see cref="NotAllowed"/> for who manages not everybody;
    /// <see cref="GroundsRefused"/>; <see cref="DayAhead"/>; or <see cref="CompletedAlready"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string courseId, DateOnly on, Grounds grounds, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result>(async db =>
        {
            if (await RefusalAsync(db, actorId, personId, grounds, cancellationToken) is { } refused)
            {
                return refused;
            }

            if (await catalogue.CurrentAsync(courseId, cancellationToken) is not { } published)
            {
                return new NotFound();
            }

            var (now, at) = (clock.UtcNow(), days.StartOfUtc(on));
            if (at > now)
            {
                return new DayAhead();
            }

            await db.LockAssignmentsAsync(cancellationToken);
            if (await db.Set<Completion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId && c.CompletedAtUtc >= at, cancellationToken))
            {
                return new CompletedAlready();
            }

            var (course, outside) = (published.Course, new OutsideRecord(null, null, actorId, now, grounds.Evidence, grounds.Reason));
            await OutsideCompletions.RecordAsync(
                db, Guid.CreateVersion7(), personId, new(course.Id, published.RevisionId, course.Title, course.CertificateValidMonths), at, validity.EndOf(at, course.CertificateValidMonths), null, outside, cancellationToken);
            db.Audit(actorId, "learning.recognised", personId, clock, $"{courseId}: {grounds.Reason}");
            await events.RaiseAsync(db, new LearningRecognised(personId, courseId, now), cancellationToken);
            return Result.Done;
        }, cancellationToken);

    internal static async Task<Refusal?> RefusalAsync(AppDbContext db, Guid actorId, Guid personId, Grounds grounds, CancellationToken cancellationToken) =>
        !await db.MayAdjustAsync(actorId, personId, cancellationToken) ? new NotFound()
        : !(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody ? new NotAllowed()
        : grounds.Check().Refusal;
}

/// <summary>Human resources take a recognition back, where the person has not gone on from it. Audited.</summary>
public sealed class WithdrawRecognition(UnitOfWork work, TimeProvider clock)
{
    /// <returns>Done; <see cref="NotFound"/>, <see cref="NotAllowed"/> and <see cref="GroundsRefused"/> as for <see cref="RecogniseLearning"/>; <see cref="NothingToAdjust"/> where the last completion
    /// is no recognition; or <see cref="RecognitionInUse"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string courseId, Grounds grounds, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result>(async db =>
        {
            if (await RecogniseLearning.RefusalAsync(db, actorId, personId, grounds, cancellationToken) is { } refused)
            {
                return refused;
            }

            await db.LockAssignmentsAsync(cancellationToken);
            var last = await db.Set<Completion>().AsTracking().Where(c => c.PersonId == personId && c.CourseId == courseId).OrderByDescending(c => c.CompletedAtUtc).FirstOrDefaultAsync(cancellationToken);
            if (last is null || !CompletionExplanation.FromJson(last.Explanation).IsRecognition)
            {
                return new NothingToAdjust();
            }

            if (!await OutsideCompletions.WithdrawAsync(db, last, cancellationToken))
            {
                return new RecognitionInUse();
            }

            db.Audit(actorId, "learning.recognition-withdrawn", personId, clock, $"{courseId}: {grounds.Reason}");
            await db.SaveChangesAsync(cancellationToken);
            // What was released as completed is asked for again only where a cause stands.
            await SettleAssignments.RunAsync(db, [courseId], personId, clock.UtcNow(), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
