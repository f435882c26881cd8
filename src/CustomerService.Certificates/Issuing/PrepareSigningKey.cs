using CustomerService.Certificates.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>Makes and reads the signing key once before the first request. It is encrypted outside the transaction: that may itself write a
/// data-protection key, which SQLite's one writer would keep waiting.</summary>
public sealed class PrepareSigningKey(SigningKeys keys, UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts)
{
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PrepareSigningKey));
        await using var read = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await read.Set<SigningKey>().AnyAsync(cancellationToken))
        {
            var made = keys.Create();
            await unitOfWork.RunAsync(async db =>
            {
                // Another node may have made it at the same moment: then its key stands.
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
