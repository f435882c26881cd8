using System.Runtime.CompilerServices;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Printing;

/// <summary>Creates the file of a print job and stores it in chunks, so that any node can serve it. Certificates are read and written page
/// by page: memory use does not grow with the number.</summary>
public sealed partial class BulkPrintHandler(
    IDbContextFactory<AppDbContext> contexts, ComposeCertificate compose, ICertificatePrinter printer, TimeProvider clock, ILogger<BulkPrintHandler> logger) : IOutboxHandler<BulkPrintRequested>
{
    /// <summary>Maximum runs before an unexpected failure is final.</summary>
    private const int MaxRuns = 3;

    /// <summary>Certificates per query.</summary>
    private const int BatchSize = 100;

    public async Task HandleAsync(BulkPrintRequested message, CancellationToken cancellationToken)
    {
        if (await BeginAsync(message.JobId, cancellationToken) is not { } job)
        {
            return;
        }

        try
        {
            var title = CertificatesText.ResourceManager.GetString(nameof(CertificatesText.PrintTitle), job.Language.Culture())!;
            var batch = new CertificateBatch(title, job.Language, job.Count, SheetsAsync(job, cancellationToken));
            await using var progress = new StoredProgress(contexts, clock, job);
            var outcome = await printer.PrintToTemporaryFileAsync(batch, progress, cancellationToken);
            if (!outcome.Succeeded)
            {
                await EndAsync(job, PrintState.Failed, 0, outcome.Refusal!.Code, cancellationToken);
                return;
            }

            await using var file = outcome.Value;
            await StoreAsync(job, file, cancellationToken);
            await EndAsync(job, PrintState.Ready, file.Length, error: null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException && job.Run >= MaxRuns)
        {
            Failed(logger, job.Id, e);
            await EndAsync(job, PrintState.Failed, 0, "print.failed", cancellationToken);
        }
    }

    /// <summary>Claims the job and discards the output of an earlier run; null if it is already finished.</summary>
    private async Task<PrintJob?> BeginAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var taken = await db.Set<PrintJob>().Where(j => j.Id == jobId && (j.State == PrintState.Waiting || j.State == PrintState.Running))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, PrintState.Running).SetProperty(j => j.Run, j => j.Run + 1).SetProperty(j => j.Progress, 0), cancellationToken);
        if (taken == 0)
        {
            return null;
        }

        await db.Set<PrintJobChunk>().Where(c => c.JobId == jobId).ExecuteDeleteAsync(cancellationToken);
        return await db.Set<PrintJob>().AsNoTracking().SingleAsync(j => j.Id == jobId, cancellationToken);
    }

    private async IAsyncEnumerable<CertificateSheet> SheetsAsync(PrintJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var first = 0; ; first += BatchSize)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var batch = await (
                from item in db.Set<PrintJobItem>()
                where item.JobId == job.Id && item.Position >= first && item.Position < first + BatchSize
                join certificate in db.Set<Certificate>() on item.CertificateId equals certificate.Id
                orderby item.Position
                select certificate).AsNoTracking().ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                yield break;
            }

            foreach (var certificate in batch.Where(c => c.RevokedAtUtc is null))
            {
                yield return compose.Sheet(certificate, job.Language, job.Duplicate);
            }
        }
    }

    private async Task StoreAsync(PrintJob job, Stream file, CancellationToken cancellationToken)
    {
        for (var number = 0; ; number++)
        {
            var piece = new byte[(int)Math.Min(PrintJobChunk.MaxBytes, file.Length - file.Position)];
            if (piece.Length == 0)
            {
                return;
            }

            await file.ReadExactlyAsync(piece, cancellationToken);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            db.Add(new PrintJobChunk(job.Id, job.Run, number, piece));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task EndAsync(PrintJob job, PrintState state, long bytes, string? error, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        var done = state == PrintState.Ready;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Set<PrintJob>().Where(j => j.Id == job.Id && j.Run == job.Run).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, state).SetProperty(j => j.Bytes, bytes).SetProperty(j => j.Error, error)
                  .SetProperty(j => j.DoneAtUtc, now).SetProperty(j => j.Progress, j => done ? 1000 : j.Progress),
            cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "Print job {Id} failed for good")]
    private static partial void Failed(ILogger logger, Guid id, Exception exception);

    /// <summary>Saves the progress of a run to its job, at most twice a second.</summary>
    private sealed class StoredProgress : IProgress<PdfProgress>, IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _writing;
        private volatile int _thousandths;

        public StoredProgress(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, PrintJob job) => _writing = WriteAsync(contexts, clock, job);

        public void Report(PdfProgress value) => _thousandths = (int)(value.Fraction * 1000);

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _writing;
            _over.Dispose();
        }

        private async Task WriteAsync(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, PrintJob job)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.5), clock);
            var written = 0;
            try
            {
                while (await timer.WaitForNextTickAsync(_over.Token))
                {
                    var now = _thousandths;
                    if (now != written)
                    {
                        await using var db = await contexts.CreateDbContextAsync(_over.Token);
                        await db.Set<PrintJob>().Where(j => j.Id == job.Id && j.Run == job.Run && j.State == PrintState.Running)
                            .ExecuteUpdateAsync(s => s.SetProperty(j => j.Progress, now), _over.Token);
                        written = now;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The run has ended.
            }
        }
    }
}

/// <summary>Deletes the file of a print job after its retention period. The job and its list remain: it can be printed again.</summary>
public sealed class DiscardPrintFile(IDbContextFactory<AppDbContext> contexts) : IOutboxHandler<DiscardPrint>
{
    public async Task HandleAsync(DiscardPrint message, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Set<PrintJob>().Where(j => j.Id == message.JobId).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, PrintState.Expired), cancellationToken);
        await db.Set<PrintJobChunk>().Where(c => c.JobId == message.JobId).ExecuteDeleteAsync(cancellationToken);
    }
}
