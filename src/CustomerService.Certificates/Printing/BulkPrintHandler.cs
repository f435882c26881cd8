using System.Runtime.CompilerServices;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Printing;

/// <summary>Creates the file of a print job and stores it in chunks, so that any node can serve it. Certificates are read and written page
/// by page: memory use does not grow with the number. A run that fails, or whose browser dies or is too slow, is tried again by the outbox,
/// each time later; the file is then made anew from its first page.</summary>
public sealed partial class BulkPrintHandler(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, ComposeCertificate compose, ICertificatePrinter printer, PublicAddress address, TimeProvider clock, ILogger<BulkPrintHandler> logger) : IOutboxHandler<BulkPrintRequested>
{
    /// <summary>Failed runs after which the job has failed. The outbox waits 5, 15, 45 and 135 seconds between them.</summary>
    public const int MaxFailures = 5;

    /// <summary>Certificates per query.</summary>
    private const int BatchSize = 100;

    public async Task HandleAsync(BulkPrintRequested message, CancellationToken cancellationToken)
    {
        if (await BeginAsync(message.JobId, cancellationToken) is not { } job)
        {
            return;
        }

        // The setting may have been taken away since the print was asked for.
        if (address.Refusal is { } notPublic)
        {
            await EndAsync(job, PrintState.Failed, 0, notPublic.Code, cancellationToken);
            return;
        }

        try
        {
            var title = CertificatesText.ResourceManager.GetString(nameof(CertificatesText.PrintTitle), job.Language.Culture())!;
            var batch = new CertificateBatch(title, job.Language, job.Count, SheetsAsync(job, cancellationToken));
            await using var progress = new StoredProgress(contexts, clock, job, logger);
            var outcome = await printer.PrintToTemporaryFileAsync(batch, progress, cancellationToken);
            if (outcome.Refusal is { } refusal)
            {
                if (IsFinal(refusal))
                {
                    await EndAsync(job, PrintState.Failed, 0, refusal.Code, cancellationToken);
                    return;
                }

                throw new PrintInterruptedException(refusal);
            }

            await using var file = outcome.Value!;
            await StoreAsync(job, file, cancellationToken);
            await EndAsync(job, PrintState.Ready, file.Length, error: null, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!await PostponeAsync(job, cancellationToken))
            {
                Failed(logger, job.Id, e);
                await EndAsync(job, PrintState.Failed, 0, (e as PrintInterruptedException)?.Refusal.Code ?? "print.failed", cancellationToken);
                return;
            }

            // The outbox logs it and delivers the message again.
            throw;
        }
    }

    /// <summary>Whether trying again would be of no use: somebody must change the machine or the settings first.</summary>
    private static bool IsFinal(Refusal refusal) => refusal is not (PdfBrowserFailed or PdfTimedOut or PdfBusy);

    /// <summary>Counts a failed run and lets the job wait for the next one; false if this was the last.</summary>
    private async Task<bool> PostponeAsync(PrintJob job, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<PrintJob>().Where(j => j.Id == job.Id && j.Run == job.Run && j.State == PrintState.Running && j.Failures + 1 < MaxFailures)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, PrintState.Waiting).SetProperty(j => j.Failures, j => j.Failures + 1).SetProperty(j => j.Progress, 0), cancellationToken) > 0;
    }

    /// <summary>Claims the job and discards the output of an earlier run; null if it is already finished.</summary>
    private Task<PrintJob?> BeginAsync(Guid jobId, CancellationToken cancellationToken) => unitOfWork.RunAsync(async db =>
    {
        var taken = await db.Set<PrintJob>().Where(j => j.Id == jobId && (j.State == PrintState.Waiting || j.State == PrintState.Running))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, PrintState.Running).SetProperty(j => j.Run, j => j.Run + 1).SetProperty(j => j.Progress, 0), cancellationToken);
        if (taken == 0)
        {
            return null;
        }

        await db.Set<PrintJobChunk>().Where(c => c.JobId == jobId).ExecuteDeleteAsync(cancellationToken);
        // In the same transaction: this run's number, not that of a process which began one meanwhile.
        return await db.Set<PrintJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, cancellationToken);
    }, cancellationToken);

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
                yield return await compose.SheetToPrintAsync(certificate, job.Language, job.Duplicate, cancellationToken);
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
        // Not of a later run, and not of a job whose file was discarded meanwhile.
        await db.Set<PrintJob>().Where(j => j.Id == job.Id && j.Run == job.Run && j.State == PrintState.Running).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, state).SetProperty(j => j.Bytes, bytes).SetProperty(j => j.Error, error)
                  .SetProperty(j => j.DoneAtUtc, now).SetProperty(j => j.Progress, j => done ? 1000 : j.Progress),
            cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "Print job {Id} failed for good")]
    private static partial void Failed(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The progress of print job {Id} could not be saved")]
    private static partial void ProgressNotSaved(ILogger logger, Guid id, Exception exception);

    /// <summary>The printer refused for a reason that may have passed at the next try.</summary>
    private sealed class PrintInterruptedException(Refusal refusal) : Exception($"The printer refused: {refusal.Code}")
    {
        public Refusal Refusal { get; } = refusal;
    }

    /// <summary>Saves the progress of a run to its job, at most twice a second.</summary>
    private sealed class StoredProgress : IProgress<PdfProgress>, IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _writing;
        private volatile int _thousandths;

        public StoredProgress(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, PrintJob job, ILogger logger) => _writing = WriteAsync(contexts, clock, job, logger);

        public void Report(PdfProgress value) => _thousandths = (int)(value.Fraction * 1000);

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _writing;
            _over.Dispose();
        }

        /// <summary>Nobody waits for a step of the progress: one that cannot be saved is left out and does not fail the print.</summary>
        private async Task WriteAsync(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, PrintJob job, ILogger logger)
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
                        await SaveAsync(contexts, job, now, logger);
                        written = now;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The run has ended.
            }
        }

        private async Task SaveAsync(IDbContextFactory<AppDbContext> contexts, PrintJob job, int thousandths, ILogger logger)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(_over.Token);
                await db.Set<PrintJob>().Where(j => j.Id == job.Id && j.Run == job.Run && j.State == PrintState.Running)
                    .ExecuteUpdateAsync(s => s.SetProperty(j => j.Progress, thousandths), _over.Token);
            }
            catch (Exception e) when (!_over.IsCancellationRequested)
            {
                ProgressNotSaved(logger, job.Id, e);
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
