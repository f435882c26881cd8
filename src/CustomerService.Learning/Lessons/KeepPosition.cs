using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Lessons;

/// <summary>Stores the heading a learner has reached in a lesson. Writes only when it changed.</summary>
public sealed class KeepPosition(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, LearnerReads reads, TimeProvider clock)
{
    /// <param name="anchor">Id of the heading, at most <see cref="Enrolment.MaxAnchorLength"/> characters; null for the top.</param>
    /// <returns><see cref="NotFound"/> where the person is not enrolled or there is no such lesson.</returns>
    public async Task<Result> RunAsync(Guid personId, string courseId, string lessonId, string? anchor, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(KeepPosition));
        anchor = string.IsNullOrWhiteSpace(anchor) ? null : anchor.Trim().TrimStart('#');
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (anchor?.Length > Enrolment.MaxAnchorLength
            || await reads.EnrolmentAsync(db, personId, courseId) is not { } enrolment
            || (await catalogue.RevisionAsync(enrolment.RevisionId, cancellationToken)).Course.Lesson(lessonId) is null)
        {
            return new NotFound();
        }

        if (enrolment.PositionStep != lessonId || enrolment.PositionAnchor != anchor)
        {
            var now = clock.UtcNow();
            await db.Set<Enrolment>().Where(e => e.Id == enrolment.Id).ExecuteUpdateAsync(
                s => s.SetProperty(e => e.PositionStep, lessonId).SetProperty(e => e.PositionAnchor, anchor).SetProperty(e => e.LastSeenAtUtc, now), cancellationToken);
        }

        return Result.Done;
    }
}
