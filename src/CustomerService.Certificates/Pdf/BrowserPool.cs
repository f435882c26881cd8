using CustomerService.Platform;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Pdf;

/// <summary>A browser with a queue: one document at a time. Starts the browser on first use, replaces it after a crash,
/// a hung document or <see cref="PdfOptions.RecycleAfter"/> documents, and closes it when idle.</summary>
/// <param name="keep">Whether to keep the browser running between documents.</param>
/// <param name="report">Told how each use of the browser ended: null, or why it refused.</param>
internal sealed partial class BrowserPool(
    PdfOptions options, BrowserIsolation isolation, TimeProvider clock, ILogger logger, bool keep, Action<Refusal?> report) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private ChromiumBrowser? _browser;
    private ITimer? _idle;
    private int _waiting;
    private bool _disposed;

    /// <summary>The browser's process id; null if none is running.</summary>
    public int? ProcessId => _browser?.ProcessId;

    /// <summary>Waits in the queue and runs the work.</summary>
    /// <param name="attempts">Maximum number of attempts if the browser crashes during the work.</param>
    /// <param name="isProbe">Leaves the browser as it was: a closed one is closed again, and being idle is not interrupted.</param>
    /// <param name="cancellationToken">Cancels waiting in the queue; the work must handle its own cancellation.</param>
    public async Task<Result<T>> RunAsync<T>(Func<ChromiumBrowser, Task<T>> work, int attempts, bool isProbe, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.QueueLimit)
            {
                return new PdfBusy();
            }

            await _turn.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var closed = _browser is null;
            var result = await WorkAsync(work, attempts);
            if (isProbe && closed)
            {
                await CloseAsync();
            }

            return result;
        }
        finally
        {
            if (!isProbe)
            {
                CloseLater();
            }

            _turn.Release();
        }
    }

    private async Task<Result<T>> WorkAsync<T>(Func<ChromiumBrowser, Task<T>> work, int attempts)
    {
        for (var attempt = 1; ; attempt++)
        {
            var done = false;
            try
            {
                if (_browser is not { IsAlive: true })
                {
                    await CloseAsync();
                    if (BrowserFinder.Find(options.BrowserPath) is not { } path)
                    {
                        Missing(logger);
                        return Refuse(new PdfBrowserMissing());
                    }

                    _browser = await ChromiumBrowser.LaunchAsync(path, isolation, options, logger);
                }

                var value = await work(_browser);
                done = true;
                report(null);
                return value;
            }
            catch (TimeoutException e)
            {
                TimedOut(logger, options.TimeoutSeconds, e);
                return Refuse(new PdfTimedOut());
            }
            catch (BrowserFailedException e)
            {
                Failed(logger, attempt, e);
                if (attempt == attempts)
                {
                    return Refuse(new PdfBrowserFailed());
                }
            }
            finally
            {
                if (!done || !keep || _browser!.Documents >= options.RecycleAfter)
                {
                    await CloseAsync();
                }
            }
        }
    }

    private Refusal Refuse(Refusal refusal)
    {
        report(refusal);
        return refusal;
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _browser, null) is { } old)
        {
            await old.DisposeAsync();
        }
    }

    private void CloseLater()
    {
        if (_browser is null || options.IdleMinutes == 0)
        {
            return;
        }

        _idle ??= clock.CreateTimer(_ => _ = CloseIfIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idle.Change(TimeSpan.FromMinutes(options.IdleMinutes), Timeout.InfiniteTimeSpan);
    }

    private async Task CloseIfIdleAsync()
    {
        if (await _turn.WaitAsync(TimeSpan.Zero))
        {
            try
            {
                await CloseAsync();
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Waits for the current document, within its time limit, then closes the browser. Queued callers get
    /// an <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        var free = await _turn.WaitAsync(TimeSpan.FromSeconds(options.TimeoutSeconds));
        _disposed = true;
        if (_idle is not null)
        {
            await _idle.DisposeAsync();
        }

        await CloseAsync();
        if (free)
        {
            _turn.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "No Chromium, Chrome or Edge was found for PDF documents. Install one, or name it in Pdf:BrowserPath")]
    private static partial void Missing(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "A PDF document, or the start of its browser, passed its time limit (Pdf:TimeoutSeconds is {Seconds}); the browser was stopped")]
    private static partial void TimedOut(ILogger logger, int seconds, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The PDF browser failed at attempt {Attempt}")]
    private static partial void Failed(ILogger logger, int attempt, Exception exception);
}
