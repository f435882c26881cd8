using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <summary>A user gives one of their passkeys another name, by which they tell it from others. It opens no more and no less than before, so the
/// password is not asked.</summary>
public sealed class RenamePasskey(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="passkeyId">Of <see cref="PasskeyView"/>.</param>
    /// <returns>Done, <see cref="PasskeyNameMissing"/>, or <see cref="NoSecondFactor"/> for one that is not the person's.</returns>
    public Task<Result> RunAsync(Guid personId, string? passkeyId, string? name, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var stored = TextNormalizer.Canonical(name);
            if (stored.Length == 0)
            {
                return new PasskeyNameMissing();
            }

            if (PasskeyView.CredentialOf(passkeyId) is not { } id
                || await db.Set<IdentityUserPasskey<Guid>>().AsTracking().SingleOrDefaultAsync(p => p.UserId == personId && p.CredentialId == id, cancellationToken) is not { } passkey)
            {
                return new NoSecondFactor();
            }

            passkey.Data.Name = stored;
            db.Audit(personId, "people.passkey-renamed", personId, clock);
            return Result.Done;
        }, cancellationToken);
}
