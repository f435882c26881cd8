using CustomerService.Learning.Assignments;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>What human resources of the demonstration decided about single people: somebody is exempt, somebody has more time, somebody had learned it before.</summary>
internal static class DemoDecisions
{
    public static async Task AddAsync(IServiceProvider services, Guid humanResources, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        List<(Guid PersonId, string CourseId)> open;
        await using (var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<AssignmentAdjustment>().AnyAsync(cancellationToken))
            {
                return;
            }

            // Of nobody whose account is shown at start: what those see is made elsewhere.
            List<string?> shown = [.. DemoPeople.Leads.Select(l => l.UserName)];
            var found = await (
                from a in db.StandingAssignments()
                join p in db.Set<Person>() on a.PersonId equals p.Id
                where p.IsActive && a.DueAtUtc != null && !db.Set<Account>().Any(c => c.Id == p.Id && shown.Contains(c.UserName))
                    && !db.Set<Completion>().Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId) && !db.Set<Enrolment>().Any(e => e.PersonId == a.PersonId && e.CourseId == a.CourseId)
                orderby p.FamilyName, p.GivenName, a.CourseId
                select new { a.PersonId, a.CourseId }).Take(60).ToListAsync(cancellationToken);
            open = [.. found.DistinctBy(f => f.PersonId).Select(f => (f.PersonId, f.CourseId))];
        }

        if (open.Count < 4)
        {
            return;
        }

        var today = CivilCalendar.Tehran.DayOf(nowUtc);
        var provider = scope.ServiceProvider;
        await provider.GetRequiredService<ExemptFromCourse>().RunAsync(humanResources, open[0].PersonId, open[0].CourseId, new("مدرس همین دوره در شعبه است.", "ابلاغ ۱۴۰۵/۲۱۷"), cancellationToken);
        await provider.GetRequiredService<ExtendDueDate>().RunAsync(humanResources, open[1].PersonId, open[1].CourseId, today.AddDays(60), new("مرخصی زایمان تا پایان فصل"), cancellationToken);
        await provider.GetRequiredService<ExtendDueDate>().RunAsync(humanResources, open[2].PersonId, open[2].CourseId, today.AddDays(30), new("مأموریت خارج از شهر"), cancellationToken);
        await provider.GetRequiredService<RecogniseLearning>().RunAsync(humanResources, open[3].PersonId, open[3].CourseId, today.AddDays(-200), new("دورهٔ هم‌ارز را در کار پیشین خود گذرانده است.", "گواهی ۷۷۱۰"), cancellationToken);
    }
}
