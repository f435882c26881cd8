using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>Starts the browser with the application if <see cref="PdfOptions.WarmUp"/> is set. A failure is logged and told by
/// <see cref="PdfHealth"/>; it does not stop the start.</summary>
internal sealed class PdfWarmUp(ChromiumPdf pdf, IOptions<PdfOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.WarmUp ? pdf.WarmUpAsync(stoppingToken) : Task.CompletedTask;
}
