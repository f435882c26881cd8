using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Courses;

/// <summary>Begins the renewal of a completed course: another enrolment, in the current revision. What was completed stays as it is and counts
/// until its end. Begun already, it goes on with that one: two clicks make one.</summary>
public sealed class StartRenewal(UnitOfWork work, CourseCatalogue catalogue, ValidityCalendar validity, OpenCourse open, TimeProvider clock)
{
    /// <returns>The step to continue with. <see cref="NotFound"/> where the person never began the course or it is no longer offered;
    /// <see cref="NothingToRenew"/>, or <see cref="RenewalNotOpen"/>.</returns>
    public async Task<Result<StartedCourse>> RunAsync(Guid personId, string courseId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(StartRenewal));
        var begun = await work.RunAsync(db => EnrolAsync(db, personId, courseId, cancellationToken), cancellationToken);
        if (!begun.Succeeded)
        {
            return begun.Refusal!;
        }

        var course = await open.RunAsync(personId, courseId, cancellationToken);
        return course.Succeeded ? new StartedCourse(course.Value.Next) : (Result<StartedCourse>)course.Refusal!;
    }

    /// <summary>When two clicks enrol concurrently, the unique index accepts one, and the other, run again, finds that enrolment.</summary>
    private async Task<Result> EnrolAsync(AppDbContext db, Guid personId, string courseId, CancellationToken cancellationToken)
    {
        var last = await db.Set<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == courseId)
            .OrderByDescending(e => e.Number).Select(e => new { e.Number, e.CompletedAtUtc }).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return new NotFound();
        }

        if (last.CompletedAtUtc is null)
        {
            return last.Number > 1 ? Result.Done : new NothingToRenew();
        }

        var earned = await db.Set<Completion>().Where(c => c.PersonId == personId && c.CourseId == courseId)
            .OrderByDescending(c => c.CompletedAtUtc).Select(c => new { c.ValidUntilUtc, c.RenewalOpenedAtUtc }).FirstOrDefaultAsync(cancellationToken);
        if (earned?.ValidUntilUtc is not { } end)
        {
            return new NothingToRenew();
        }

        var now = clock.UtcNow();
        if (!validity.At(now).MayRenew(end, earned.RenewalOpenedAtUtc))
        {
            return new RenewalNotOpen(validity.RenewalOpensUtc(end));
        }

        if (await catalogue.CurrentAsync(courseId, cancellationToken) is not { } current)
        {
            return new NotFound();
        }

        db.Add(new Enrolment(
            Guid.CreateVersion7(), personId, courseId, current.RevisionId, now, last.Number + 1, isRefresher: current.Course.Renewal == Renewal.Quiz && end >= now));
        return Result.Done;
    }
}
