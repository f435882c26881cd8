using CustomerService.People.Access;
using CustomerService.People.Recovery;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <param name="InitialPassword">To hand over; null: the person was invited by mail to choose one.</param>
public sealed record OpenedAccount(string? InitialPassword);

/// <summary>Creates an account for an existing person without one. Whoever has a proven e-mail address is sent a link to choose a password, where mail is sent.</summary>
public sealed class OpenAccount(UnitOfWork unitOfWork, AccountService accounts, IAccountMail mail, DomainEvents events, TimeProvider clock)
{
    /// <returns>The account, <see cref="AccountStateRefused"/> if there is an account, or why not.</returns>
    public Task<Result<OpenedAccount>> RunAsync(Guid actorId, Guid personId, string userName, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<OpenedAccount>>(async db =>
        {
            var isInvited = mail.IsOn && await db.Set<Person>().AnyAsync(p => p.Id == personId && p.Email != null && p.EmailProof != null, cancellationToken);
            var password = isInvited ? null : InitialPassword.Create();
            if (await OpenAsync(db, actorId, personId, userName, password, cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }

            await events.RaiseAsync(db, new AccountOpened(personId, isInvited, clock.UtcNow()), cancellationToken);
            return new OpenedAccount(password);
        }, cancellationToken);

    /// <summary>The same within a unit of work.</summary>
    /// <param name="password">Null: nobody can sign in before one is set.</param>
    internal async Task<Result> OpenAsync(AppDbContext db, Guid actorId, Guid personId, string userName, string? password, CancellationToken cancellationToken)
    {
        var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
        if (found.Value is not { } person)
        {
            return found.Refusal!;
        }

        if (await db.Set<Account>().AnyAsync(a => a.Id == personId, cancellationToken))
        {
            return new AccountStateRefused();
        }

        if (!UserNames.TryRead(userName, out var readable))
        {
            return new UserNameRefused();
        }

        if (await accounts.CheckContactAsync(db, person, cancellationToken) is { Refusal: { } taken })
        {
            return taken;
        }

        if (await accounts.OpenAsync(db, person, readable, password, PasswordOrigin.HandedOut, joins: null, cancellationToken) is { Refusal: { } refused })
        {
            return refused;
        }

        db.Audit(actorId, "people.account-opened", personId, clock);
        return Result.Done;
    }
}
