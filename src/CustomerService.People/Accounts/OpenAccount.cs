using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Creates an account for an existing person without one.</summary>
public sealed class OpenAccount(UnitOfWork unitOfWork, AccountService accounts, TimeProvider clock)
{
    /// <returns>The initial password to hand over, <see cref="AccountStateRefused"/> if there is an account, or why not.</returns>
    public Task<Result<string>> RunAsync(Guid actorId, Guid personId, string userName, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<string>>(async db =>
        {
            var password = InitialPassword.Create();
            return await OpenAsync(db, actorId, personId, userName, password, cancellationToken) is { Refusal: { } refused } ? refused : password;
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
