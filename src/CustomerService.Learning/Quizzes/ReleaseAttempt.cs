using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Quizzes;

/// <summary>A manager or HR grants a learner one more attempt after the last. Audited.</summary>
public sealed class ReleaseAttempt(UnitOfWork work, CourseCatalogue catalogue, DomainEvents events, TimeProvider clock)
{
    /// <param name="actorId">Who releases it; must be in charge of the learner, and cannot be the learner.</param>
    /// <returns><see cref="NotFound"/>, or <see cref="NothingToRelease"/> where the learner has attempts left or has passed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid learnerId, string courseId, string? reason = null, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result>(async db =>
        {
            var scope = await db.ScopeOfAsync(actorId, cancellationToken);
            if (actorId == learnerId || !await db.PersonIdsWithin(scope).ContainsAsync(learnerId, cancellationToken))
            {
                return new NotFound();
            }

            var present = await db.Set<Enrolment>().Where(e => e.PersonId == learnerId && e.CourseId == courseId)
                .OrderByDescending(e => e.Number).Select(e => new { e.Id, e.RevisionId }).FirstOrDefaultAsync(cancellationToken);
            if (present is null)
            {
                return new NotFound();
            }

            var course = (await catalogue.RevisionAsync(present.RevisionId, cancellationToken)).Course;
            var now = clock.UtcNow();
            var enrolment = await RecordCompletion.LockAsync(db, present.Id, now, cancellationToken);
            var progress = await LearnerReads.ProgressAsync(db, enrolment.Id, cancellationToken);
            var allowance = AttemptAllowance.For(course, [.. progress.Attempts.Select(a => a.ToPast())], enrolment.ReleasedAttempts, progress.FinishedLessons, mayTestOut: true, now);
            if (allowance.State != AllowanceState.NeedsRelease)
            {
                return new NothingToRelease();
            }

            enrolment.ReleaseAttempt();
            db.Audit(actorId, "quiz.attempt-released", enrolment.Id, clock, reason is { Length: > 2000 } ? reason[..2000] : reason);
            await events.RaiseAsync(db, new AttemptReleased(enrolment.Id, learnerId, courseId, now), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
