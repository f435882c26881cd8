using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>Rules of assignment as human resources of the demonstration wrote them.</summary>
internal static class DemoRules
{
    public static async Task AddAsync(IServiceProvider services, Guid humanResources, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        Guid partner;
        List<Guid> chosen;
        await using (var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<AssignmentRule>().AnyAsync(cancellationToken))
            {
                return;
            }

            // A shift lead and the keeper of the spare parts, by hand.
            chosen = await db.Set<Person>().Where(p => p.LatinFamilyName == "Pourkazem" || p.LatinFamilyName == "Tavakoli").OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
            partner = await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Partner).OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(cancellationToken);
        }

        var today = CivilCalendar.Tehran.DayOf(nowUtc);
        var everybody = RuleConditions.None;
        (RuleTerms Terms, bool IsActive)[] rules =
        [
            (new(new("تازه‌واردهای خط مقدم", "Newcomers at the front line"), everybody with { Audience = Audience.Frontline, JoinedSince = today.AddDays(-120) }, null, null, "P1", new(3, true, RuleDue.WorkingDays, null, 30)), true),
            (new(new("نمایندگان سازمان همکار تا پایان فصل", "The partner's agents, by the end of the season"), everybody with { Audience = Audience.Agent, OrganisationId = partner }, null, "C12", null, RuleTiming.AtOnce with { Due = RuleDue.FixedDay, DueOn = today.AddDays(45) }), true),
            (new(new("انتخاب منابع انسانی", "Chosen by human resources"), everybody, chosen, "C09", null, RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 20 }), true),
            (new(new("مدیران پس از گذراندن دورهٔ پایه", "Managers after the basic course"), everybody with { Audience = Audience.Manager, CompletedCourseId = "C01" }, null, "C05", null, RuleTiming.AtOnce), false),
        ];
        foreach (var (terms, isActive) in rules)
        {
            var saved = await scope.ServiceProvider.GetRequiredService<SaveRule>().RunAsync(humanResources, null, terms, isActive, cancellationToken);
            await scope.ServiceProvider.GetRequiredService<ApplyRules>().RunAsync(saved.Value, cancellationToken);
        }
    }
}
