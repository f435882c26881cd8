using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <summary>Accepts codes, each once, also when two requests bring the same at one moment.</summary>
public sealed class SecondFactorCodes(UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts, AuthenticatorKeys keys, TimeProvider clock)
{
    /// <summary>Accepts a code of the person's authenticator app.</summary>
    public Task<bool> AcceptTimeCodeAsync(Guid personId, string typed, CancellationToken cancellationToken = default) => unitOfWork.RunAsync(async db =>
    {
        var app = await db.Set<Authenticator>().AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == personId, cancellationToken);
        return app is not null && keys.Unprotect(app.ProtectedKey) is { } key && TimeCode.TryVerify(key, typed, clock.UtcNow(), app.LastStep, out var step)
            && await db.Set<Authenticator>().Where(a => a.PersonId == personId && a.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, step), cancellationToken) == 1;
    }, cancellationToken);

    /// <summary>Accepts a recovery code, which is used up.</summary>
    public async Task<bool> AcceptRecoveryCodeAsync(Guid personId, string typed, CancellationToken cancellationToken = default)
    {
        // Hashed outside the transaction, which other writers wait for. All codes of a set have one salt.
        await using var read = await contexts.CreateDbContextAsync(cancellationToken);
        if (await read.Set<RecoveryCode>().Where(c => c.PersonId == personId).Select(c => new { c.Salt, c.Iterations }).FirstOrDefaultAsync(cancellationToken) is not { } kept)
        {
            return false;
        }

        var hash = RecoveryCode.HashOf(personId, typed, kept.Salt, kept.Iterations);
        return await unitOfWork.RunAsync(async db =>
        {
            if (await db.Set<RecoveryCode>().Where(c => c.PersonId == personId && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return false;
            }

            db.Audit(personId, "people.recovery-code-used", personId, clock);
            return true;
        }, cancellationToken);
    }
}
