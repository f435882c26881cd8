using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Lessons;

/// <summary>Records that practice questions were answered, where the course asks for that, and completes the course where this was the last
/// of it. Which answers were given is not stored.</summary>
public sealed class RecordPractice(UnitOfWork work, StartCourse start, RecordCompletion completion, TimeProvider clock)
{
    /// <param name="itemIds">Questions of the lesson; others are ignored.</param>
    /// <returns><see cref="NotFound"/> for a course that is not open to the person, or a lesson it does not have.</returns>
    public async Task<Result> RunAsync(Guid personId, string courseId, string lessonId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RecordPractice));
        var found = await start.EnrolAsync(personId, courseId, cancellationToken);
        if (found?.Course.Lesson(lessonId) is not { } lesson)
        {
            return new NotFound();
        }

        List<string> tried = [.. lesson.Practice.Select(p => p.Id).Where(itemIds.Contains)];
        if (found.Course.Completion is { PracticeTried: true } && tried.Count > 0)
        {
            await work.RunAsync(async db =>
            {
                var now = clock.UtcNow();
                var known = await db.Set<LessonProgress>().Where(p => p.EnrolmentId == found.Enrolment!.Id && p.LessonId == lessonId)
                    .Select(p => p.TriedPractice).FirstOrDefaultAsync(cancellationToken);
                if (tried.TrueForAll(LessonProgress.Tried(known).Contains))
                {
                    return false;
                }

                var enrolment = await RecordCompletion.LockAsync(db, found.Enrolment!.Id, now, cancellationToken);
                var progress = await db.Set<LessonProgress>().AsTracking().FirstOrDefaultAsync(p => p.EnrolmentId == enrolment.Id && p.LessonId == lessonId, cancellationToken);
                if (progress is null)
                {
                    progress = new LessonProgress(enrolment.Id, lessonId, now);
                    db.Add(progress);
                }

                progress.TryPractice(tried);
                return await completion.RunAsync(db, enrolment, found.Course, cancellationToken);
            }, cancellationToken);
        }

        return Result.Done;
    }
}
