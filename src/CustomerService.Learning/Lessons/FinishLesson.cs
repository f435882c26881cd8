using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Lessons;

/// <param name="Next">The step to continue with; null when nothing can be done now: show the course.</param>
/// <param name="CourseCompleted">Whether this completed the course.</param>
public sealed record FinishedStep(NextStep? Next, bool CourseCompleted);

/// <summary>Finishes a lesson, stores the learner's own plan if given, and completes the course where this was the last step.</summary>
public sealed class FinishLesson(
    UnitOfWork work, StartCourse start, OpenCourse open, RecordCompletion completion, TimeProvider clock)
{
    /// <param name="atWorkPlan">"When …, I will …", at most <see cref="LessonProgress.MaxPlanLength"/> characters; null leaves the stored plan, blank removes it.</param>
    /// <param name="version">Of the plan that was changed: see <see cref="VersionOf"/>; null: whatever it is.</param>
    /// <returns><see cref="NotFound"/>, <see cref="PlanTooLong"/>, or <see cref="ChangedMeanwhile"/>.</returns>
    public async Task<Result<FinishedStep>> RunAsync(Guid personId, string courseId, string lessonId, string? atWorkPlan = null, string? version = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(FinishLesson));
        if (atWorkPlan?.Trim().Length > LessonProgress.MaxPlanLength)
        {
            return new PlanTooLong(LessonProgress.MaxPlanLength);
        }

        var found = await start.EnrolAsync(personId, courseId, cancellationToken);
        if (found is null || found.Course.Lesson(lessonId) is null)
        {
            return new NotFound();
        }

        var completed = await work.RunAsync<Result<Completed>>(async db =>
        {
            var now = clock.UtcNow();
            var enrolment = await RecordCompletion.LockAsync(db, found.Enrolment!.Id, now, cancellationToken);
            var progress = await db.Set<LessonProgress>().AsTracking().FirstOrDefaultAsync(p => p.EnrolmentId == enrolment.Id && p.LessonId == lessonId, cancellationToken);
            if (progress is null)
            {
                progress = new LessonProgress(enrolment.Id, lessonId, now);
                db.Add(progress);
            }

            progress.Finish(now);
            if (atWorkPlan is not null)
            {
                var plan = string.IsNullOrWhiteSpace(atWorkPlan) ? null : atWorkPlan.Trim();
                if (version is not null && plan != progress.AtWorkPlan && !RecordVersion.Fits(version, progress.AtWorkPlan))
                {
                    return new ChangedMeanwhile();
                }

                progress.Plan(plan);
            }

            return new Completed(await completion.RunAsync(db, enrolment, found.Course, cancellationToken));
        }, cancellationToken);
        if (completed.Value is not { } step)
        {
            return completed.Refusal!;
        }

        var course = await open.RunAsync(personId, courseId, cancellationToken);
        return course.Succeeded ? new FinishedStep(course.Value.Next, step.Course) : course.Refusal!;
    }

    /// <summary>The version of a stored plan.</summary>
    public static string VersionOf(string? plan, DateTime readAtUtc) => RecordVersion.Of(readAtUtc, plan);

    private sealed record Completed(bool Course);
}
