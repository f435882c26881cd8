using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Courses;

/// <summary>Enrols a person in the current revision of a course, once, and returns the step to continue with. Idempotent.</summary>
public sealed class StartCourse(UnitOfWork work, LearnerReads reads, OpenCourse open, TimeProvider clock)
{
    /// <returns>The step to continue with. <see cref="NotFound"/> for a course that is not open to the person.</returns>
    public async Task<Result<StartedCourse>> RunAsync(Guid personId, string courseId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(StartCourse));
        if (await EnrolAsync(personId, courseId, cancellationToken) is null)
        {
            return new NotFound();
        }

        var course = await open.RunAsync(personId, courseId, cancellationToken);
        return course.Succeeded ? new StartedCourse(course.Value.Next) : (Result<StartedCourse>)course.Refusal!;
    }

    /// <summary>The enrolment, created where there is none; null without access. When two tabs enrol concurrently, the unique index
    /// accepts one and the other reads that enrolment.</summary>
    internal Task<LearnerCourse?> EnrolAsync(Guid personId, string courseId, CancellationToken cancellationToken) => work.RunAsync(
        async db =>
        {
            var course = await reads.CourseAsync(db, personId, courseId, cancellationToken);
            if (course is null or { Enrolment: not null })
            {
                return course;
            }

            db.Add(new Enrolment(Guid.CreateVersion7(), personId, courseId, course.Published.RevisionId, clock.UtcNow()));
            await db.SaveChangesAsync(cancellationToken);
            return await reads.CourseAsync(db, personId, courseId, cancellationToken);
        },
        cancellationToken);
}

/// <param name="Next">The step to continue with; null when nothing can be done now: show the course.</param>
public sealed record StartedCourse(NextStep? Next);
