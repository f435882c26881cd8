using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Rules that name a unit that was merged into another name the other from then on; ended ones are history. All rules are applied after the commit,
/// since its people lie below other units now.</summary>
public sealed class FollowMergedUnit(TimeProvider clock) : IDomainEventHandler<UnitMerged>
{
    public async Task HandleAsync(UnitMerged domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var naming = await db.Set<AssignmentRule>().AsTracking().Where(r => r.UnitId == domainEvent.UnitId && r.State != RuleState.Ended).ToListAsync(cancellationToken);
        foreach (var rule in naming)
        {
            rule.FollowInto(domainEvent.IntoId, domainEvent.AtUtc);
        }

        if (await db.Set<AssignmentRule>().AnyAsync(r => r.State == RuleState.Active, cancellationToken))
        {
            db.AddToOutbox(new RulesToApply(domainEvent.AtUtc), clock);
        }
    }
}
