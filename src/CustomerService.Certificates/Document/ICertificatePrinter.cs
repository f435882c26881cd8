using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Document;

/// <summary>Renders certificates to PDF. The input is the certificate's content; the layout is up to the implementation: the product's
/// own uses HTML and a browser (<see cref="BrowserCertificatePrinter"/>), another may draw the page itself.</summary>
public interface ICertificatePrinter
{
    /// <summary>Prints one certificate to memory.</summary>
    /// <param name="cancellationToken">Cancels waiting in the queue, if there is one. A print already started may run to completion.</param>
    /// <returns>The file, or a refusal: <see cref="PdfBrowserMissing"/>, <see cref="PdfBrowserFailed"/>, <see cref="PdfTimedOut"/> or <see cref="PdfBusy"/>.</returns>
    Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken);

    /// <summary>Prints many certificates as one file, one page each, in order. Sheets are read one by one and the file is written in
    /// chunks, so that memory use does not grow with the number.</summary>
    /// <param name="target">Receives the file. After a refusal or cancellation it may contain a partial file.</param>
    /// <param name="progress">Reported as pages are rendered; <see cref="PdfProgress.Fraction"/> never decreases.</param>
    /// <param name="cancellationToken">Stops immediately.</param>
    /// <returns>The size in bytes, or a refusal as above.</returns>
    Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>The certificates of one file.</summary>
/// <param name="Title">Title in the PDF's properties.</param>
/// <param name="Language">Language of the file, for screen readers, and of every sheet.</param>
/// <param name="Count">Number of sheets; used for the progress and the time limit.</param>
public sealed record CertificateBatch(string Title, Language Language, int Count, IAsyncEnumerable<CertificateSheet> Sheets);

public static class CertificatePrinterExtensions
{
    /// <summary>Prints a batch to an exclusively opened temporary file that is deleted on close.</summary>
    /// <returns>The open file, positioned at the start, to be closed by the caller; or a refusal.</returns>
    public static async Task<Result<FileStream>> PrintToTemporaryFileAsync(
        this ICertificatePrinter printer, CertificateBatch batch, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(printer);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"academy-{Guid.NewGuid():N}.pdf"), options);
        try
        {
            var result = await printer.PrintAsync(batch, file, progress, cancellationToken);
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
