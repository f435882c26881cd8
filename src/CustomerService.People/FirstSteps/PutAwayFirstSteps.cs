using CustomerService.People.Accounts;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.FirstSteps;

/// <summary>An administrator puts the check-list away, for themselves and for good. Repeated, it changes nothing.</summary>
public sealed class PutAwayFirstSteps(UnitOfWork unitOfWork)
{
    internal const string Provider = "Academy";
    internal const string Name = "first-steps";

    public Task<Result> RunAsync(Guid actorId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (await db.Set<Account>().AnyAsync(a => a.Id == actorId, cancellationToken)
                && !await db.Set<IdentityUserToken<Guid>>().AnyAsync(t => t.UserId == actorId && t.LoginProvider == Provider && t.Name == Name, cancellationToken))
            {
                db.Add(new IdentityUserToken<Guid> { UserId = actorId, LoginProvider = Provider, Name = Name, Value = "put-away" });
            }

            return Result.Done;
        }, cancellationToken);
}
