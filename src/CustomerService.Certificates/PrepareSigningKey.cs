using CustomerService.Platform.Data;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates;

/// <summary>Makes and reads the signing key once before the first request, outside any transaction: encrypting the first key may itself
/// write a data-protection key, which SQLite's one writer would keep waiting.</summary>
public sealed class PrepareSigningKey(SigningKeys keys, IDbContextFactory<AppDbContext> contexts)
{
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PrepareSigningKey));
        try
        {
            await PrepareAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another node made it at the same moment: now it is there to be read.
            await PrepareAsync(cancellation);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await keys.PrepareAsync(db, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
