using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>Deactivates or reactivates a person's account. The record is kept in either case; the last administrator cannot be deactivated.</summary>
public sealed class ChangeActivity(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotOneself"/>, <see cref="LastAdministrator"/>, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, bool active, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => ChangeAsync(db, actorId, personId, active, cancellationToken), cancellationToken);

    /// <summary>The same within a unit of work.</summary>
    internal async Task<Result> ChangeAsync(AppDbContext db, Guid actorId, Guid personId, bool active, CancellationToken cancellationToken)
    {
        if (actorId == personId)
        {
            return new NotOneself();
        }

        var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
        if (found.Value is not { } person)
        {
            return found.Refusal!;
        }

        if (person.IsActive == active)
        {
            return Result.Done;
        }

        if (active)
        {
            person.Reactivate();
        }
        else
        {
            // Called first because it locks the grants: a concurrent new administrator is either already visible here, or sees this person as inactive.
            if (!await db.IsAnotherAdministratorLeftAsync(personId, cancellationToken)
                && await db.Set<RoleGrant>().AnyAsync(g => g.PersonId == personId && g.Role == Role.Administrator, cancellationToken))
            {
                return new LastAdministrator();
            }

            person.Deactivate();
            await db.EndSessionsAsync(actorId, personId, SessionEnd.Deactivated, clock, cancellationToken: cancellationToken);
        }

        await events.RaiseAsync(db, new ActivityChanged(personId, active, clock.UtcNow()), cancellationToken);
        db.Audit(actorId, active ? "people.reactivated" : "people.deactivated", personId, clock);
        return Result.Done;
    }
}
