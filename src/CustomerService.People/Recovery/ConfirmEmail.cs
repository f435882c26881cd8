using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Recovery;

/// <summary>Somebody who is signed in follows the link that was sent to the e-mail address of the own account, which then counts (<see cref="ProvenContact"/>). The link
/// alone confirms nothing: whoever entered a stranger's address would have the stranger confirm it.</summary>
public sealed class ConfirmEmail(UnitOfWork unitOfWork, AccountLinks links, AccountService accounts, TimeProvider clock)
{
    /// <returns>Done, also if it was confirmed before; or <see cref="LinkNotValid"/>.</returns>
    public Task<Result> RunAsync(Guid personId, string? token, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (links.Open(token) is not { Purpose: AccountLinkPurpose.EmailConfirmation } claim || claim.PersonId != personId)
            {
                return new LinkNotValid();
            }

            await db.LockAsync<Person>(personId, cancellationToken);
            if (await db.Set<Person>().AsTracking().SingleOrDefaultAsync(p => p.Id == personId && p.IsActive && p.Email == claim.Email, cancellationToken) is not { } person)
            {
                return new LinkNotValid();
            }

            if (person.EmailProof is not null)
            {
                return Result.Done;
            }

            person.Prove(ContactKind.Email, ContactProof.Confirmation, clock.UtcNow());
            await accounts.FollowAsync(db, person, cancellationToken);
            db.Audit(personId, "people.contact-confirmed", personId, clock, new AuditDetail { Fields = [ContactKind.Email.Field()] }.Write());
            return Result.Done;
        }, cancellationToken);
}
