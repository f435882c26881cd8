using CustomerService.Platform;

namespace CustomerService.Certificates.Pdf;

/// <summary>Prints complete HTML documents to tagged PDF. Nothing is fetched: images and fonts must be <c>data:</c> URIs, scripts never run.
/// A font that cannot be read is an <see cref="InvalidOperationException"/>, because the document would be printed in another one.</summary>
public interface IPdfRenderer
{
    /// <summary>Prints one short document, such as a certificate, and keeps it in memory.</summary>
    /// <param name="cancellation">Leaves the queue. A print that has begun is finished, because stopping it would cost others the browser.</param>
    /// <returns>The file, or <see cref="PdfBrowserMissing"/>, <see cref="PdfBrowserFailed"/>, <see cref="PdfTimedOut"/> or <see cref="PdfBusy"/>.</returns>
    Task<Result<PdfFile>> RenderAsync(PdfRequest request, CancellationToken cancellation);

    /// <summary>Prints a document of many pages. Pages are taken one by one and the PDF is written in small pieces, so memory stays flat
    /// whatever the length. One such document is printed at a time, in a browser of its own: short documents don't wait for it.</summary>
    /// <param name="target">Receives the file. Give a file rather than a slow network: the next long document waits until it is written.
    /// After a refusal or cancellation it may hold a part of the file.</param>
    /// <param name="progress">Told after every page and about five times a second while the browser prints; <see cref="PdfProgress.Fraction"/> never falls.</param>
    /// <param name="cancellation">Stops at once, printing included.</param>
    /// <returns>The size in bytes, or a refusal as above.</returns>
    Task<Result<PdfWritten>> RenderAsync(PdfBook book, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellation);
}

/// <summary>One document to print.</summary>
/// <param name="Title">Title in the PDF's properties; replaces that of the HTML.</param>
/// <param name="Language">BCP 47 tag of the document, for screen readers: <c>fa</c>, <c>en</c>. Replaces that of the HTML.</param>
/// <param name="Paper">Used unless the HTML says <c>@page { size }</c>. Margins are those of <c>@page</c>, or none.</param>
/// <param name="Html">The document, from the doctype on, or what follows <paramref name="Head"/>.</param>
/// <param name="Head">From the doctype to the opening <c>&lt;body&gt;</c> and what many documents share after it: styles, fonts, ornaments. The
/// browser keeps the last one between documents, so that it need not read the fonts again. Empty: nothing is shared.</param>
public sealed record PdfRequest(string Title, string Language, PdfPaper Paper, string Html, string Head = "");

/// <summary>A long document that is printed as it is written.</summary>
/// <param name="Title">As in <see cref="PdfRequest"/>.</param>
/// <param name="Language">As in <see cref="PdfRequest"/>.</param>
/// <param name="Paper">As in <see cref="PdfRequest"/>.</param>
/// <param name="Head">From the doctype to the opening <c>&lt;body&gt;</c>: styles and fonts, once.</param>
/// <param name="PageCount">How many pages <paramref name="Pages"/> will yield; for the progress and the time limit.</param>
/// <param name="Pages">The markup of each page. Put <c>break-before: page</c> on every page but the first
/// (<c>section + section</c>); <c>break-after</c> leaves an empty last page.</param>
public sealed record PdfBook(string Title, string Language, PdfPaper Paper, string Head, int PageCount, IAsyncEnumerable<string> Pages);

public enum PdfPaper
{
    A4Portrait,
    A4Landscape,
}

/// <summary>A finished PDF.</summary>
public sealed record PdfFile(byte[] Content)
{
    public const string ContentType = "application/pdf";
}

/// <summary>A PDF that went to a stream.</summary>
public sealed record PdfWritten(long Bytes);

/// <summary>How far a long document has come.</summary>
/// <param name="Pages">Pages given to the browser so far.</param>
/// <param name="Fraction">0 to 1 over all stages. Within <see cref="PdfStage.Printing"/> it is an estimate from earlier documents: a browser does not tell.</param>
public sealed record PdfProgress(PdfStage Stage, int Pages, int PageCount, double Fraction);

public enum PdfStage
{
    Composing,
    Printing,
    Saving,
    Done,
}

public static class PdfRendererExtensions
{
    /// <summary>Prints a long document to a temporary file that nobody else can open and that vanishes when it is closed.</summary>
    /// <returns>The open file, at its beginning, for the caller to close; or a refusal.</returns>
    public static async Task<Result<FileStream>> RenderToTemporaryFileAsync(
        this IPdfRenderer renderer, PdfBook book, IProgress<PdfProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"academy-{Guid.NewGuid():N}.pdf"), options);
        try
        {
            var result = await renderer.RenderAsync(book, file, progress, cancellation);
            if (result.Refusal is { } refusal)
            {
                await file.DisposeAsync();
                return refusal;
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
