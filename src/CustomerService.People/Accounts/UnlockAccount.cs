using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Unlocks an account that was locked after too many wrong passwords.</summary>
public sealed class UnlockAccount(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="AccountStateRefused"/> if there is no account, or why not.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId, cancellationToken) is not { } account)
            {
                return new AccountStateRefused();
            }

            account.LockoutEnd = null;
            account.AccessFailedCount = 0;
            account.MarkChanged();
            db.Audit(actorId, "people.unlocked", personId, clock);
            return Result.Done;
        }, cancellationToken);
}
