using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Lets rules be applied, after the commit, to a person of whom something changed that rules ask about.</summary>
public sealed class MatchPeople(TimeProvider clock)
    : IDomainEventHandler<PersonJoined>, IDomainEventHandler<MembershipEnded>, IDomainEventHandler<RolesChanged>, IDomainEventHandler<ActivityChanged>,
        IDomainEventHandler<UnitMoved>, IDomainEventHandler<CourseCompleted>
{
    public Task HandleAsync(PersonJoined domainEvent, AppDbContext db, CancellationToken cancellationToken) => QueueAsync(db, domainEvent.PersonId, cancellationToken);

    public Task HandleAsync(MembershipEnded domainEvent, AppDbContext db, CancellationToken cancellationToken) => QueueAsync(db, domainEvent.PersonId, cancellationToken);

    public Task HandleAsync(RolesChanged domainEvent, AppDbContext db, CancellationToken cancellationToken) => QueueAsync(db, domainEvent.PersonId, cancellationToken);

    public Task HandleAsync(ActivityChanged domainEvent, AppDbContext db, CancellationToken cancellationToken) => QueueAsync(db, domainEvent.PersonId, cancellationToken);

    public Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken) => QueueAsync(db, domainEvent.PersonId, cancellationToken);

    public async Task HandleAsync(UnitMoved domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        if (await AnyRuleAsync(db, cancellationToken))
        {
            db.AddToOutbox(new RulesToApply(domainEvent.AtUtc), clock);
        }
    }

    private async Task QueueAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        // A move ends and begins a membership in one transaction: once is enough.
        var isQueued = db.ChangeTracker.Entries<OutboxMessage>().Any(e =>
            e is { State: EntityState.Added, Entity.Kind: nameof(PersonToMatch) } && e.Entity.Payload.Contains(personId.ToString("D"), StringComparison.Ordinal));
        if (!isQueued && await AnyRuleAsync(db, cancellationToken))
        {
            db.AddToOutbox(new PersonToMatch(personId), clock);
        }
    }

    private static Task<bool> AnyRuleAsync(AppDbContext db, CancellationToken cancellationToken) =>
        db.Set<AssignmentRule>().AnyAsync(r => r.State == RuleState.Active, cancellationToken);
}
