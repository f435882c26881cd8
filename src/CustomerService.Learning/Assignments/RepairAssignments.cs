using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <param name="Assigned">Assignments that were missing.</param>
/// <param name="Undated">Assignments of customers that lost a due date.</param>
/// <param name="Ended">Causes that ended: the person had left the audience, or the course is not required of it.</param>
public sealed record RepairedAssignments(int Assigned, int Undated, int Ended);

/// <summary>Makes assignments what <see cref="AssignRequired"/> makes of them today: whoever must complete a course has it, and knows why; who need not any more is
/// released; and nobody has a due date as a customer. All were otherwise once. Repeated, it changes nothing, and where nothing is wrong it only reads: nobody waits for it.</summary>
public sealed class RepairAssignments(IDbContextFactory<AppDbContext> contexts, UnitOfWork work, CourseCatalogue catalogue, AssignRequired required, TimeProvider clock)
{
    public async Task<RepairedAssignments> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RepairAssignments));
        var (assigned, undated, ended) = (0, 0, 0);
        foreach (var course in (await catalogue.CurrentAsync(cancellationToken)).Select(c => c.Course))
        {
            List<Audience> audiences = [.. AssignRequired.RequiredOf(course)];
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await AssignRequired.Over(db, course).AnyAsync(cancellationToken))
            {
                ended += await work.RunAsync(mine => required.EndForAudiencesAsync(mine, course, cancellationToken), cancellationToken);
            }

            if (await SettleAssignments.Lapsed(db, [course.Id], null, clock.UtcNow()).AnyAsync(cancellationToken))
            {
                await work.RunAsync(mine => SettleAssignments.ReleaseAsync(mine, [course.Id], null, clock.UtcNow(), cancellationToken), cancellationToken);
            }

            if (audiences.Count == 0)
            {
                continue;
            }

            if (await Missing(db, course, audiences).AnyAsync(cancellationToken))
            {
                // In a transaction for each course, so that joining waits for one of them at most.
                assigned += await work.RunAsync(mine => required.AssignToMembersAsync(mine, course, cancellationToken), cancellationToken);
            }

            if (audiences.Contains(Audience.Customer) && await Dated(db, course, audiences).AnyAsync(cancellationToken))
            {
                undated += await work.RunAsync(mine => Dated(mine, course, audiences).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAtUtc, (DateTime?)null), cancellationToken), cancellationToken);
            }
        }

        return new RepairedAssignments(assigned, undated, ended);
    }

    /// <summary>Members who must complete the course and do not have it, or not because of that.</summary>
    private static IQueryable<Membership> Missing(AppDbContext db, Course course, List<Audience> audiences) =>
        db.Set<Membership>().Where(m => m.EndedAtUtc == null && audiences.Contains(m.Audience)
            && (!db.Set<Assignment>().Any(a => a.PersonId == m.PersonId && a.CourseId == course.Id)
                || !db.Set<AssignmentCause>().Any(c => c.PersonId == m.PersonId && c.CourseId == course.Id && c.EndedAtUtc == null && c.Audience == m.Audience)));

    /// <summary>Assignments with a due date of people who must complete the course as customers only.</summary>
    private static IQueryable<Assignment> Dated(AppDbContext db, Course course, List<Audience> audiences)
    {
        List<Audience> others = [.. audiences.Where(a => a != Audience.Customer)];
        return db.Set<Assignment>().Where(a => a.CourseId == course.Id && a.Reason == AssignmentReason.Audience && a.DueAtUtc != null
            && db.Set<Membership>().Any(m => m.PersonId == a.PersonId && m.EndedAtUtc == null && m.Audience == Audience.Customer)
            && !db.Set<Membership>().Any(m => m.PersonId == a.PersonId && m.EndedAtUtc == null && others.Contains(m.Audience)));
    }
}
