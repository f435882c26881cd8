using System.Runtime.CompilerServices;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>One of the user's own print jobs, and its file.</summary>
public sealed class ViewPrint(IDbContextFactory<AppDbContext> contexts)
{
    /// <returns>Null if there is none or it belongs to someone else.</returns>
    public async Task<PrintJob?> RunAsync(Guid ownerId, Guid jobId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewPrint));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrintJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId && j.OwnerId == ownerId, cancellationToken);
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
