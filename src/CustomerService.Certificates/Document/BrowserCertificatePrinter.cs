using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Document;

/// <summary>Prints the page's own HTML with a browser, so that page, print and PDF are one document. A single certificate is PDF/UA-1
/// (<see cref="PdfUa"/>); a batch is tagged and has title and language, and makes no claim.</summary>
public sealed partial class BrowserCertificatePrinter(CertificateHtml html, ChromiumPdf browser, ILogger<BrowserCertificatePrinter> logger) : ICertificatePrinter
{
    public async Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken)
    {
        var request = await html.DocumentAsync(sheet);
        var printed = await browser.RenderAsync(request, cancellationToken);
        if (!printed.Succeeded)
        {
            return printed;
        }

        if (PdfUa.Apply(printed.Value.Content, request.Title, request.Language) is { } accessible)
        {
            return new PdfFile(accessible);
        }

        NotAccessible(logger);
        return printed;
    }

    public async Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken) =>
        await browser.RenderAsync(await html.BookAsync(batch), target, progress, cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "A certificate was printed without the marks of PDF/UA-1, because the browser writes PDF in a way that is not known here: has it been updated?")]
    private static partial void NotAccessible(ILogger logger);
}
