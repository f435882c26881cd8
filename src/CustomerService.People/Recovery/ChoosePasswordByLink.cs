using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Recovery;

/// <summary>Whoever has the link of an invitation or of a forgotten password chooses a password. All sessions end; the link, and every other one of the
/// account, is worthless afterwards. It does not sign in: a second factor is asked for as ever.</summary>
public sealed class ChoosePasswordByLink(UnitOfWork unitOfWork, AccountLinks links, AccountService accounts, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done, <see cref="LinkNotValid"/>, or <see cref="PasswordRefused"/>.</returns>
    public Task<Result> RunAsync(string? token, string password, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (links.Open(token) is not { Purpose: AccountLinkPurpose.Invitation or AccountLinkPurpose.PasswordReset } claim)
            {
                return new LinkNotValid();
            }

            // Of two who use it at once, the second waits here and then sees the new stamp.
            await db.LockAsync<Account>(claim.PersonId, cancellationToken);
            var account = await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == claim.PersonId && a.SecurityStamp == claim.Stamp, cancellationToken);
            var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == claim.PersonId && p.IsActive, cancellationToken);
            // The address may have been given to somebody else since.
            if (account is null || person is null || person.Email != claim.Email || person.EmailProof is null)
            {
                return new LinkNotValid();
            }

            var context = await db.PasswordContextAsync(person, account.UserName, cancellationToken: cancellationToken);
            if (accounts.SetPassword(account, password, context, PasswordOrigin.Chosen) is { Refusal: { } broken })
            {
                return broken;
            }

            await db.EndSessionsAsync(person.Id, person.Id, SessionEnd.PasswordReset, clock, cancellationToken: cancellationToken);
            account.LockoutEnd = null;
            account.AccessFailedCount = 0;
            db.Audit(person.Id, "people.password-chosen-by-link", person.Id, clock);
            if (claim.Purpose == AccountLinkPurpose.PasswordReset)
            {
                await events.RaiseAsync(db, new PasswordChanged(person.Id, clock.UtcNow()), cancellationToken);
            }

            return Result.Done;
        }, cancellationToken);
}
