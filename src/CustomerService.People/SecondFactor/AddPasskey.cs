using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <summary>A user registers a passkey. The other sessions end, this one is then signed in with two factors.</summary>
public sealed class AddPasskey(UnitOfWork unitOfWork, PasskeyCeremony ceremony, PresentPassword present, SecondFactorChange change, UserManager<Account> accounts, TimeProvider clock)
{
    /// <summary>First step: the present password for a challenge.</summary>
    /// <returns>The challenge, or a refusal of <see cref="PresentPassword"/>.</returns>
    public async Task<Result<PasskeyChallenge>> BeginAsync(Guid personId, string displayName, string password, HttpContext context)
    {
        if (await present.CheckAsync(personId, password) is { Refusal: { } refused })
        {
            return refused;
        }

        return await accounts.FindByIdAsync(personId.ToString("D")) is { } account ? await ceremony.BeginRegistrationAsync(account, displayName, context) : new NotFound();
    }

    /// <param name="name">To tell it from others; where empty, it gets the <paramref name="fallback"/>.</param>
    /// <returns>New recovery codes, empty if there are some already; <see cref="PasskeyRefused"/> or <see cref="PasskeyKnown"/>.</returns>
    public async Task<Result<string[]>> RunAsync(
        Guid personId, string? name, string fallback, string? state, string? credential, HttpContext context, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(AddPasskey));
        if (await ceremony.FinishRegistrationAsync(personId, state, credential, context) is not { } passkey || passkey.CredentialId.Length > PasskeyConfiguration.MaxCredentialId)
        {
            return new PasskeyRefused();
        }

        var outcome = await unitOfWork.RunAsync<Result<string[]>>(async db =>
        {
            if (await db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.CredentialId == passkey.CredentialId, cancellationToken))
            {
                return new PasskeyKnown();
            }

            db.Add(new IdentityUserPasskey<Guid>
            {
                UserId = personId,
                CredentialId = passkey.CredentialId,
                Data = new()
                {
                    PublicKey = passkey.PublicKey,
                    Name = TextNormalizer.Canonical(name) is { Length: > 0 } typed ? typed : fallback,
                    CreatedAt = clock.GetUtcNow(),
                    SignCount = passkey.SignCount,
                    Transports = passkey.Transports,
                    IsUserVerified = passkey.IsUserVerified,
                    IsBackupEligible = passkey.IsBackupEligible,
                    IsBackedUp = passkey.IsBackedUp,
                    AttestationObject = passkey.AttestationObject,
                    ClientDataJson = passkey.ClientDataJson,
                },
            });
            return await change.AddedAsync(db, personId, "people.passkey-added", cancellationToken);
        }, cancellationToken);
        if (outcome.Succeeded)
        {
            await change.ContinueAsync(personId);
        }

        return outcome;
    }
}
