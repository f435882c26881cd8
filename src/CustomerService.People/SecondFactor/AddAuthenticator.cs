using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <summary>A user sets up an authenticator app, in place of the one before. It is confirmed by a code; the other sessions end, this one is then
/// signed in with two factors.</summary>
public sealed class AddAuthenticator(UnitOfWork unitOfWork, AuthenticatorKeys keys, PresentPassword present, SecondFactorChange change, TimeProvider clock)
{
    /// <param name="offer">Of <see cref="AuthenticatorKeys.Offer"/>.</param>
    /// <returns>New recovery codes, empty if there are some already; <see cref="SecondFactorSetupExpired"/>, <see cref="SecondFactorCodeWrong"/>, or a refusal of <see cref="PresentPassword"/>.</returns>
    public async Task<Result<string[]>> RunAsync(Guid personId, string? offer, string code, string password, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(AddAuthenticator));
        if (keys.Accept(personId, offer) is not { } key)
        {
            return new SecondFactorSetupExpired();
        }

        if (!TimeCode.TryVerify(key, code, clock.UtcNow(), lastStep: 0, out var step))
        {
            return new SecondFactorCodeWrong();
        }

        if (await present.CheckAsync(personId, password) is { Refusal: { } refused })
        {
            return refused;
        }

        var codes = await unitOfWork.RunAsync(async db =>
        {
            await db.Set<Authenticator>().Where(a => a.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
            db.Add(new Authenticator(personId, keys.Protect(key), step, clock.UtcNow()));
            return await change.AddedAsync(db, personId, "people.authenticator-added", cancellationToken);
        }, cancellationToken);
        await change.ContinueAsync(personId);
        return codes;
    }
}
