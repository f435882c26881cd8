using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Administration;

/// <summary>Human resources confirm that a contact is the person's own, which then counts (<see cref="ProvenContact"/>).</summary>
public sealed class ConfirmContact(UnitOfWork unitOfWork, AccountService accounts, TimeProvider clock)
{
    /// <param name="shown">The contact as the page showed it: another one, entered meanwhile, is not confirmed unseen.</param>
    /// <returns>Done, also if it was proven before; <see cref="ContactOfOneself"/>, <see cref="ContactChanged"/>, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, ContactKind kind, string shown, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (actorId == personId)
            {
                return new ContactOfOneself();
            }

            await db.LockAsync<Person>(personId, cancellationToken);
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (found.Value is not { } person)
            {
                return found.Refusal!;
            }

            var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
            if (!permissions.MayProveContacts(personId, await db.StandingsOfAsync(personId, cancellationToken)))
            {
                return new NotAllowed();
            }

            if (person.Contacts.SingleOrDefault(c => c.Kind == kind) is not { } contact || contact.Value != shown)
            {
                return new ContactChanged();
            }

            if (contact.IsProven)
            {
                return Result.Done;
            }

            person.Prove(kind, ContactProof.Office, clock.UtcNow());
            await accounts.FollowAsync(db, person, cancellationToken);
            db.Audit(actorId, "people.contact-confirmed", personId, clock, new AuditDetail { Fields = [kind.Field()] }.Write());
            return Result.Done;
        }, cancellationToken);
}
