using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Creates a new password to hand over to a person who forgot theirs. Ends sessions and removes a lockout.</summary>
public sealed class ResetPassword(UnitOfWork unitOfWork, AccountService accounts, DomainEvents events, TimeProvider clock)
{
    /// <returns>The new password, <see cref="PasswordOfOneself"/>, <see cref="AccountStateRefused"/> if there is no account, or why not.</returns>
    public Task<Result<string>> RunAsync(Guid actorId, Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<string>>(async db =>
        {
            if (actorId == personId)
            {
                return new PasswordOfOneself();
            }

            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            return await ResetAsync(db, actorId, personId, cancellationToken);
        }, cancellationToken);

    /// <summary>The same from the command line, whose user owns the academy.</summary>
    public Task<Result<string>> RunForOperatorAsync(Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => ResetAsync(db, null, personId, cancellationToken), cancellationToken);

    private async Task<Result<string>> ResetAsync(AppDbContext db, Guid? actorId, Guid personId, CancellationToken cancellationToken)
    {
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId, cancellationToken) is not { } account)
        {
            return new AccountStateRefused();
        }

        var password = InitialPassword.Create();
        if (accounts.SetPassword(account, password, PasswordContext.Unknown, PasswordOrigin.HandedOut) is { Refusal: { } refused })
        {
            return refused;
        }

        await db.EndSessionsAsync(actorId, personId, SessionEnd.PasswordReset, clock, cancellationToken: cancellationToken);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        db.Audit(actorId, "people.password-reset", personId, clock);
        await events.RaiseAsync(db, new PasswordChanged(personId, clock.UtcNow()), cancellationToken);
        return password;
    }
}
