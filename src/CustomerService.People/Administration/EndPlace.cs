using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>Ends one of several places of a person. Who leaves altogether is deactivated and keeps the last place on record.</summary>
public sealed class EndPlace(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="LastPlace"/>, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, Guid membershipId, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Person>(personId, cancellation);
            var found = await db.ManagedPersonAsync(actorId, personId, cancellation);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            var running = await db.Set<Membership>().AsTracking().Where(m => m.PersonId == personId && m.EndedAtUtc == null).ToListAsync(cancellation);
            if (running.Find(m => m.Id == membershipId) is not { } membership)
            {
                return new NotFound();
            }

            if (running.Count == 1)
            {
                return new LastPlace();
            }

            membership.End(clock.UtcNow());
            db.Audit(actorId, "people.place-ended", personId, clock, new DeedDetail
            {
                Place = await db.NameOfPlaceAsync(membership.OrganisationId, membership.UnitId, cancellation), Audience = membership.Audience,
            }.Write());
            return Result.Done;
        }, cancellation);
}
