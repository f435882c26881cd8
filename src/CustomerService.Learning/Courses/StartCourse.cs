using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Courses;

/// <summary>Enrols a person in the current revision of a course, once, and says where to go on. Safe to repeat.</summary>
public sealed class StartCourse(UnitOfWork work, LearnerReads reads, OpenCourse open, TimeProvider clock)
{
    /// <returns>Where to go on. <see cref="NotFound"/> for a course that is not open to the person.</returns>
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

    /// <summary>The enrolment, made now where there is none; null without access. Of two tabs that enrol at the same moment, the unique index
    /// lets one through and the other finds its enrolment.</summary>
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

/// <param name="Next">Where to go on; null when nothing can be done now: show the course.</param>
public sealed record StartedCourse(NextStep? Next);
