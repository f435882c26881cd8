using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Document;

/// <summary>Makes PDF files of certificates. It is given what stands on a certificate and decides alone how that becomes a page: the product's
/// own goes through HTML and a browser (<see cref="BrowserCertificatePrinter"/>), another may draw the page itself.</summary>
public interface ICertificatePrinter
{
    /// <summary>Prints one certificate and keeps it in memory.</summary>
    /// <param name="cancellationToken">Leaves the queue, if there is one. A print that has begun may be finished.</param>
    /// <returns>The file, or a refusal: <see cref="PdfBrowserMissing"/>, <see cref="PdfBrowserFailed"/>, <see cref="PdfTimedOut"/> or <see cref="PdfBusy"/>.</returns>
    Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken);

    /// <summary>Prints many certificates as one file, a page each, in their order. Sheets are taken one by one and the file is written in
    /// pieces, so that memory stays flat whatever the number.</summary>
    /// <param name="target">Receives the file. After a refusal or cancellationToken it may hold a part of it.</param>
    /// <param name="progress">Told as pages are made; <see cref="PdfProgress.Fraction"/> never falls.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The size in bytes, or a refusal as above.</returns>
    Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>Certificates for one file.</summary>
/// <param name="Title">Title in the PDF's properties.</param>
/// <param name="Language">Of the file, for screen readers; every sheet is in it.</param>
/// <param name="Count">How many sheets there will be; for the progress and the time limit.</param>
public sealed record CertificateBatch(string Title, Language Language, int Count, IAsyncEnumerable<CertificateSheet> Sheets);

public static class CertificatePrinterExtensions
{
    /// <summary>Prints a batch to a temporary file that nobody else can open and that vanishes when it is closed.</summary>
    /// <returns>The open file, at its beginning, for the caller to close; or a refusal.</returns>
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
