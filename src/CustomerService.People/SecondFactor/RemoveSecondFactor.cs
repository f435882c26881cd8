using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.SecondFactor;

/// <summary>A user removes their authenticator app or a passkey. The last factor stays where the role needs one.</summary>
public sealed class RemoveSecondFactor(UnitOfWork unitOfWork, PresentPassword present, SecondFactorChange change, IOptions<SignInOptions> options)
{
    /// <param name="passkeyId">Of <see cref="PasskeyView"/>; null: the authenticator app.</param>
    /// <param name="sessionId">The session that goes on; the others end.</param>
    /// <returns>Done, <see cref="NoSecondFactor"/>, <see cref="LastSecondFactor"/>, or a refusal of <see cref="PresentPassword"/>.</returns>
    public async Task<Result> RunAsync(Guid personId, string? passkeyId, Guid? sessionId, string password, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RemoveSecondFactor));
        if (await present.CheckAsync(personId, password) is { Refusal: { } refused })
        {
            return refused;
        }

        return await unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Account>(personId, cancellationToken); // two tabs that remove two factors do not leave none
            if (await RemoveAsync(db, personId, passkeyId, cancellationToken) == 0)
            {
                return new NoSecondFactor();
            }

            var isLast = !await db.HasSecondFactorAsync(personId, cancellationToken);
            if (isLast && options.Value.RequireSecondFactor && await db.NeedsSecondFactorAsync(personId, cancellationToken))
            {
                return new LastSecondFactor();
            }

            await change.RemovedAsync(db, personId, sessionId, passkeyId is null ? "people.authenticator-removed" : "people.passkey-removed", isLast, cancellationToken);
            return Result.Done;
        }, cancellationToken);
    }

    private static async Task<int> RemoveAsync(AppDbContext db, Guid personId, string? passkeyId, CancellationToken cancellationToken)
    {
        if (passkeyId is null)
        {
            return await db.Set<Authenticator>().Where(a => a.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        }

        if (PasskeyView.CredentialOf(passkeyId) is not { } id)
        {
            return 0;
        }

        return await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == personId && p.CredentialId == id).ExecuteDeleteAsync(cancellationToken);
    }
}
