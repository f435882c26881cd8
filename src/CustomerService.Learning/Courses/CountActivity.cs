using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Courses;

/// <summary>Counts the seconds in which a page of a course was in sight and in use, for each enrolment and day.</summary>
public sealed class CountActivity(UnitOfWork work, IDbContextFactory<AppDbContext> contexts, LearnerReads reads, CivilCalendar days, TimeProvider clock)
{
    /// <param name="seconds">As the page reports them; what cannot be is cut (<see cref="ActiveDay.Count"/>).</param>
    /// <returns><see cref="NotFound"/> where the person is not enrolled.</returns>
    public async Task<Result> RunAsync(Guid personId, string courseId, int seconds, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(CountActivity));
        EnrolmentRow? enrolment;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            enrolment = await reads.EnrolmentAsync(db, personId, courseId);
        }

        if (enrolment is null)
        {
            return new NotFound();
        }

        if (seconds > 0)
        {
            await work.RunAsync(async db =>
            {
                var now = clock.UtcNow();
                var today = days.DayOf(now);
                // One page at a time, or two would both count the same seconds.
                await db.LockAsync<Enrolment>(enrolment.Id, cancellationToken);
                var day = await db.Set<ActiveDay>().AsTracking().FirstOrDefaultAsync(d => d.EnrolmentId == enrolment.Id && d.Day == today, cancellationToken);
                if (day is null)
                {
                    day = new ActiveDay(enrolment.Id, today);
                    db.Add(day);
                }

                day.Count(seconds, now);
                return 0;
            }, cancellationToken);
        }

        return Result.Done;
    }
}
