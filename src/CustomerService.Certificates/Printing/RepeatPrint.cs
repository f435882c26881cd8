using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>Prints the certificates of one of the user's own print jobs again, as a new job.</summary>
public sealed class RepeatPrint(IDbContextFactory<AppDbContext> contexts, RequestBulkPrint request)
{
    /// <returns>The new job's id, <see cref="NotFound"/>, or a refusal of <see cref="RequestBulkPrint"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Guid ownerId, Guid jobId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RepeatPrint));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<PrintJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId && j.OwnerId == ownerId, cancellationToken) is not { } job)
        {
            return new NotFound();
        }

        var certificates = await db.Set<PrintJobItem>().Where(i => i.JobId == jobId).OrderBy(i => i.Position).Select(i => i.CertificateId).ToListAsync(cancellationToken);
        return await request.RunAsync(ownerId, certificates, job.Language, job.Duplicate, cancellationToken);
    }
}
