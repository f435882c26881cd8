using CustomerService.Certificates.Pdf;
using CustomerService.Platform;

namespace CustomerService.Certificates.Document;

/// <summary>Prints the page's own HTML with a browser, so that page, print and PDF are one document.</summary>
public sealed class BrowserCertificatePrinter(CertificateHtml html, ChromiumPdf browser) : ICertificatePrinter
{
    public async Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken) =>
        await browser.RenderAsync(await html.DocumentAsync(sheet), cancellationToken);

    public async Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken) =>
        await browser.RenderAsync(await html.BookAsync(batch), target, progress, cancellationToken);
}
