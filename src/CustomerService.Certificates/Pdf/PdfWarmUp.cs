using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>Starts the browser with the application if <see cref="PdfOptions.WarmUp"/> is set. A failure is only logged:
/// it recurs at the first document.</summary>
internal sealed class PdfWarmUp(ChromiumPdf pdf, IOptions<PdfOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.WarmUp ? pdf.WarmUpAsync(stoppingToken) : Task.CompletedTask;
}
