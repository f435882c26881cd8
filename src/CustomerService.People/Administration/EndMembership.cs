using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>Ends one of several memberships. A person who leaves altogether is deactivated and keeps the last membership on record.</summary>
public sealed class EndMembership(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done, <see cref="LastMembership"/>, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, Guid membershipId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Person>(personId, cancellationToken);
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            var running = await db.Set<Membership>().AsTracking().Where(m => m.PersonId == personId && m.EndedAtUtc == null).ToListAsync(cancellationToken);
            if (running.Find(m => m.Id == membershipId) is not { } membership)
            {
                return new NotFound();
            }

            if (running.Count == 1)
            {
                return new LastMembership();
            }

            var now = clock.UtcNow();
            membership.End(now);
            // Saved before the event is raised: its handlers query memberships.
            await db.SaveChangesAsync(cancellationToken);
            await events.RaiseAsync(db, new MembershipEnded(personId, membershipId, membership.OrganisationId, membership.Audience, now), cancellationToken);
            db.Audit(actorId, "people.membership-ended", personId, clock, new AuditDetail
            {
                OrgUnit = await db.NameOfOrgUnitAsync(membership.OrganisationId, membership.UnitId, cancellationToken), Audience = membership.Audience,
            }.Write());
            return Result.Done;
        }, cancellationToken);
}
