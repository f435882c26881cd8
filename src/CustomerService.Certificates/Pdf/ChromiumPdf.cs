using System.Text;
using CustomerService.Platform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>Prints with a headless browser of the Chromium family, which shapes Persian, embeds fonts and tags the PDF.
/// Short documents share one warm browser; a long one gets its own, closed afterwards.</summary>
public sealed class ChromiumPdf : IPdfRenderer, IAsyncDisposable, IDisposable
{
    /// <summary>Markup is sent to the browser in pieces of about this many characters. A message holds six bytes for each that is not ASCII:
    /// short enough to stay off the large-object heap.</summary>
    private const int PieceSize = 12 * 1024;

    private const double ComposingShare = 0.4;
    private const double PrintingShare = 0.5;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly PdfOptions options;
    private readonly TimeProvider clock;
    private readonly BrowserPool sheets;
    private readonly BrowserPool books;
    private double secondsPerPage = 0.004;

    public ChromiumPdf(IOptions<PdfOptions> options, TimeProvider clock, ILogger<ChromiumPdf> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Value;
        this.clock = clock;
        sheets = new BrowserPool(this.options, clock, logger, keep: true);
        books = new BrowserPool(this.options, clock, logger, keep: false);
        ProfileFolder.ClearLeftovers();
    }

    /// <summary>Process of the browser for short documents; null when none runs.</summary>
    internal int? SheetsProcessId => sheets.ProcessId;

    /// <summary>Process of the browser for long documents; null when none runs.</summary>
    internal int? BooksProcessId => books.ProcessId;

    public Task<Result<PdfFile>> RenderAsync(PdfRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return sheets.RunAsync(async browser =>
        {
            await browser.LoadAsync(request.Head, request.Html);
            await browser.FinishAsync(request.Title, request.Language, CancellationToken.None);
            var handle = await browser.PrintAsync(request.Paper, PrintLimit(1), CancellationToken.None);
            using var content = new MemoryStream();
            await browser.SaveAsync(handle, content, CancellationToken.None);
            return new PdfFile(content.ToArray());
        }, attempts: 2, cancellation);
    }

    public Task<Result<PdfWritten>> RenderAsync(PdfBook book, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(target);
        return books.RunAsync(async browser =>
        {
            var pages = await ComposeAsync(browser, book, progress, cancellation);
            var handle = await PrintAsync(browser, book, pages, progress, cancellation);
            progress?.Report(new PdfProgress(PdfStage.Saving, pages, book.PageCount, ComposingShare + PrintingShare));
            var bytes = await browser.SaveAsync(handle, target, cancellation);
            progress?.Report(new PdfProgress(PdfStage.Done, pages, book.PageCount, 1));
            return new PdfWritten(bytes);
        }, attempts: 1, cancellation);
    }

    /// <summary>Starts the browser for short documents, if it does not run yet.</summary>
    public async Task<Result> WarmUpAsync(CancellationToken cancellation) => await sheets.RunAsync(_ => Task.FromResult(true), attempts: 1, cancellation);

    public async ValueTask DisposeAsync()
    {
        await sheets.DisposeAsync();
        await books.DisposeAsync();
    }

    /// <summary>For containers that are not disposed asynchronously, as in the command line's verbs.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static async Task<int> ComposeAsync(ChromiumBrowser browser, PdfBook book, IProgress<PdfProgress>? progress, CancellationToken cancellation)
    {
        var pages = 0;
        var piece = new StringBuilder();
        var writing = Task.CompletedTask;
        await browser.BeginAsync(book.Head, cancellation);
        await foreach (var page in book.Pages.WithCancellation(cancellation))
        {
            piece.Append(page);
            pages++;
            if (piece.Length >= PieceSize)
            {
                // The browser reads a piece while the next one is made.
                await writing;
                writing = browser.WriteAsync(piece.ToString(), cancellation);
                piece.Clear();
            }

            progress?.Report(new PdfProgress(PdfStage.Composing, pages, book.PageCount, ComposingShare * Math.Min(1, pages / (double)Math.Max(1, book.PageCount))));
        }

        await writing;
        await browser.WriteAsync(piece.ToString(), cancellation);
        await browser.FinishAsync(book.Title, book.Language, cancellation);
        return pages;
    }

    private async Task<string> PrintAsync(ChromiumBrowser browser, PdfBook book, int pages, IProgress<PdfProgress>? progress, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var expected = Math.Max(0.1, pages * secondsPerPage);
        var printing = browser.PrintAsync(book.Paper, PrintLimit(pages), cancellation);
        while (!printing.IsCompleted)
        {
            var share = Math.Min(0.98, clock.GetElapsedTime(started).TotalSeconds / expected);
            progress?.Report(new PdfProgress(PdfStage.Printing, pages, book.PageCount, ComposingShare + PrintingShare * share));
            await Task.WhenAny(printing, Task.Delay(ReportEvery, clock, CancellationToken.None));
        }

        var handle = await printing;
        secondsPerPage = clock.GetElapsedTime(started).TotalSeconds / Math.Max(1, pages);
        return handle;
    }

    private TimeSpan PrintLimit(int pages) => TimeSpan.FromSeconds(options.TimeoutSeconds + pages / 10.0);
}
