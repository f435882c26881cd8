using System.Runtime.CompilerServices;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>The user's own print jobs and files. Not those of others: a file contains many people's names.</summary>
public sealed class ViewPrints(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The newest jobs, at most 20.</summary>
    public async Task<IReadOnlyList<PrintJob>> ListAsync(Guid ownerId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrintJob>().AsNoTracking().Where(j => j.OwnerId == ownerId).OrderByDescending(j => j.CreatedAtUtc).Take(20).ToListAsync(cancellationToken);
    }

    /// <returns>Null if there is none or it belongs to someone else.</returns>
    public async Task<PrintJob?> OneAsync(Guid ownerId, Guid jobId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrintJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId && j.OwnerId == ownerId, cancellationToken);
    }

    /// <summary>The certificates of a job, to print them again.</summary>
    public async Task<IReadOnlyList<Guid>> CertificatesAsync(Guid ownerId, Guid jobId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrintJobItem>().Where(i => i.JobId == jobId && db.Set<PrintJob>().Any(j => j.Id == jobId && j.OwnerId == ownerId))
            .OrderBy(i => i.Position).Select(i => i.CertificateId).ToListAsync(cancellationToken);
    }

    /// <summary>Streams the chunks of a finished file.</summary>
    public async IAsyncEnumerable<byte[]> FileAsync(PrintJob job, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 0; ; number++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var piece = await db.Set<PrintJobChunk>().Where(c => c.JobId == job.Id && c.Run == job.Run && c.Number == number).Select(c => c.Content).SingleOrDefaultAsync(cancellationToken);
            if (piece is null)
            {
                yield break;
            }

            yield return piece;
        }
    }
}
