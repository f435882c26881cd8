using System.Text;
using CustomerService.Platform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>Prints complete HTML documents to tagged PDF with a headless browser of the Chromium family, which shapes Persian and embeds fonts.
/// Short documents share one warm browser; a long one gets its own, closed afterwards. No network access: images and fonts must be
/// <c>data:</c> URIs, scripts never run. A font that cannot be loaded is an <see cref="InvalidOperationException"/>, because the
/// document would be printed in a fallback font.</summary>
public sealed class ChromiumPdf : IAsyncDisposable, IDisposable
{
    /// <summary>Markup is sent to the browser in chunks of about this many characters. A message uses six bytes per non-ASCII character:
    /// small enough to stay off the large-object heap.</summary>
    private const int PieceSize = 12 * 1024;

    private const double ComposingShare = 0.4;
    private const double PrintingShare = 0.5;
    /// <summary>Age up to which an outcome is told without asking the browser anew.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="Fresh"/>
    internal static readonly TimeSpan FreshWhenClosed = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly PdfOptions _options;
    private readonly TimeProvider _clock;
    private readonly BrowserPool _sheets;
    private readonly BrowserPool _books;
    private readonly Lock _probing = new();
    private double _secondsPerPage = 0.004;
    private volatile PdfOutcome? _last;
    private Task? _probe;

    public ChromiumPdf(IOptions<PdfOptions> options, TimeProvider clock, ILogger<ChromiumPdf> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _clock = clock;
        var isolation = new BrowserIsolation(_options, logger);
        _sheets = new BrowserPool(_options, isolation, clock, logger, keep: true, Report);
        _books = new BrowserPool(_options, isolation, clock, logger, keep: false, Report);
        ProfileFolder.ClearLeftovers();
    }

    /// <summary>Process id of the browser for short documents; null if none is running.</summary>
    internal int? SheetsProcessId => _sheets.ProcessId;

    /// <summary>Process id of the browser for long documents; null if none is running.</summary>
    internal int? BooksProcessId => _books.ProcessId;

    /// <summary>Prints one short document, such as a certificate, to memory.</summary>
    /// <param name="cancellationToken">Cancels waiting in the queue. A print already started is completed: stopping it
    /// would kill the shared browser.</param>
    /// <returns>The file, or <see cref="PdfBrowserMissing"/>, <see cref="PdfBrowserFailed"/>, <see cref="PdfTimedOut"/> or <see cref="PdfBusy"/>.</returns>
    public Task<Result<PdfFile>> RenderAsync(PdfRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _sheets.RunAsync(async browser =>
        {
            await browser.LoadAsync(request.Head, request.Html);
            await browser.FinishAsync(request.Title, request.Language, CancellationToken.None);
            var handle = await browser.PrintAsync(request.Paper, PrintLimit(1), CancellationToken.None);
            using var content = new MemoryStream();
            await browser.SaveAsync(handle, content, CancellationToken.None);
            return new PdfFile(content.ToArray());
        }, attempts: 2, isProbe: false, cancellationToken);
    }

    /// <summary>Prints a document of many pages. Pages are read one by one and the PDF is written in small chunks, so memory use does not
    /// grow with the length. One such document is printed at a time, in a separate browser: short documents don't wait for it.</summary>
    /// <param name="target">Receives the file. Use a file rather than a slow network stream: the next long document waits until it is written.
    /// After a refusal or cancellation it may contain a partial file.</param>
    /// <param name="progress">Reported after every page and about five times a second during printing;
    /// <see cref="PdfProgress.Fraction"/> never decreases.</param>
    /// <param name="cancellationToken">Stops immediately, even during printing.</param>
    /// <returns>The size in bytes, or a refusal as above.</returns>
    public Task<Result<PdfWritten>> RenderAsync(PdfBook book, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(target);
        return _books.RunAsync(async browser =>
        {
            var pages = await ComposeAsync(browser, book, progress, cancellationToken);
            var handle = await PrintAsync(browser, book, pages, progress, cancellationToken);
            progress?.Report(new PdfProgress(PdfStage.Saving, pages, book.PageCount, ComposingShare + PrintingShare));
            var bytes = await browser.SaveAsync(handle, target, cancellationToken);
            progress?.Report(new PdfProgress(PdfStage.Done, pages, book.PageCount, 1));
            return new PdfWritten(bytes);
        }, attempts: 1, isProbe: false, cancellationToken);
    }

    /// <summary>Starts the browser for short documents, if it is not running yet, and prints an empty page.</summary>
    public Task<Result> WarmUpAsync(CancellationToken cancellationToken) => ProbeAsync(isProbe: false, cancellationToken);

    /// <summary>How the browser was last seen to work, for health: the end of the last document or, where that was long ago, of a page printed
    /// to find out.</summary>
    /// <param name="patience">How long to wait for such a page. It is printed to its end in any case, for who asks next.</param>
    /// <returns>Null while nothing was ever printed and the first try is on its way.</returns>
    internal async Task<PdfOutcome?> LastOutcomeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_last is { } last && _clock.GetUtcNow() - last.At < FreshnessOf(last))
        {
            return last;
        }

        Task probe;
        lock (_probing)
        {
            probe = _probe is { IsCompleted: false } ? _probe : _probe = Task.Run(() => ProbeAsync(isProbe: true, CancellationToken.None), CancellationToken.None);
        }

        await Task.WhenAny(probe, Task.Delay(patience, _clock, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return _last;
    }

    public async ValueTask DisposeAsync()
    {
        await _sheets.DisposeAsync();
        await _books.DisposeAsync();
    }

    /// <summary>For service containers that are disposed synchronously, as in the command-line verbs.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<Result> ProbeAsync(bool isProbe, CancellationToken cancellationToken) => await _sheets.RunAsync(async browser =>
    {
        await browser.ProbeAsync();
        return true;
    }, attempts: 1, isProbe, cancellationToken);

    private void Report(Refusal? refusal) => _last = new PdfOutcome(refusal, _clock.GetUtcNow());

    /// <summary>A running browser costs nothing to ask; a closed one must be started for it.</summary>
    private TimeSpan FreshnessOf(PdfOutcome outcome) => outcome.Refusal is null && SheetsProcessId is null ? FreshWhenClosed : Fresh;

    private static async Task<int> ComposeAsync(ChromiumBrowser browser, PdfBook book, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
    {
        var pages = 0;
        var piece = new StringBuilder();
        var writing = Task.CompletedTask;
        await browser.BeginAsync(book.Head, cancellationToken);
        await foreach (var page in book.Pages.WithCancellation(cancellationToken))
        {
            piece.Append(page);
            pages++;
            if (piece.Length >= PieceSize)
            {
                // The browser reads a chunk while the next one is rendered.
                await writing;
                writing = browser.WriteAsync(piece.ToString(), cancellationToken);
                piece.Clear();
            }

            progress?.Report(new PdfProgress(PdfStage.Composing, pages, book.PageCount, ComposingShare * Math.Min(1, pages / (double)Math.Max(1, book.PageCount))));
        }

        await writing;
        await browser.WriteAsync(piece.ToString(), cancellationToken);
        await browser.FinishAsync(book.Title, book.Language, cancellationToken);
        return pages;
    }

    private async Task<string> PrintAsync(ChromiumBrowser browser, PdfBook book, int pages, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var expected = Math.Max(0.1, pages * _secondsPerPage);
        var printing = browser.PrintAsync(book.Paper, PrintLimit(pages), cancellationToken);
        while (!printing.IsCompleted)
        {
            var share = Math.Min(0.98, _clock.GetElapsedTime(started).TotalSeconds / expected);
            progress?.Report(new PdfProgress(PdfStage.Printing, pages, book.PageCount, ComposingShare + PrintingShare * share));
            await Task.WhenAny(printing, Task.Delay(ReportEvery, _clock, CancellationToken.None));
        }

        var handle = await printing;
        _secondsPerPage = _clock.GetElapsedTime(started).TotalSeconds / Math.Max(1, pages);
        return handle;
    }

    private TimeSpan PrintLimit(int pages) => TimeSpan.FromSeconds(_options.TimeoutSeconds + pages / 10.0);
}
