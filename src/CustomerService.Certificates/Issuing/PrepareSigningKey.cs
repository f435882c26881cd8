using System.Security.Cryptography;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>Creates and loads the signing key before the first request. It is encrypted outside the transaction: encryption may itself write
/// a data-protection key, which SQLite's single writer would block.</summary>
public sealed class PrepareSigningKey(SigningKeys keys, UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts)
{
    /// <exception cref="StartRefusedException">The data-protection keys cannot be read, or are not those that encrypted the signing key.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PrepareSigningKey));
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (CryptographicException e)
        {
            throw new StartRefusedException(
                "The key that signs certificates cannot be opened: the data-protection keys that encrypted it are missing or cannot be read. Restore a backup that "
                + "contains both, with the key settings that it was made with.", e);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var read = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await read.Set<SigningKey>().AnyAsync(cancellationToken))
        {
            var made = keys.Create();
            await unitOfWork.RunAsync(async db =>
            {
                // Another node may have created it concurrently; its key is then used.
                if (!await db.Set<SigningKey>().AnyAsync(cancellationToken))
                {
                    db.Add(made);
                }

                return made;
            }, cancellationToken);
        }

        await keys.PrepareAsync(read, cancellationToken);
    }
}
