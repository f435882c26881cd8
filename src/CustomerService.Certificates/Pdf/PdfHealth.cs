using CustomerService.Platform;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>How a use of the browser ended.</summary>
/// <param name="Refusal">Null: it printed.</param>
internal sealed record PdfOutcome(Refusal? Refusal, DateTimeOffset At);

/// <summary>Reports a browser that is missing, hangs or is none: <c>/health/ready</c> returns "Degraded", because only certificates as PDF
/// are missing then. Says how the last document ended; where that was too long ago, prints an empty page to find out
/// (<see cref="ChromiumPdf.LastOutcomeAsync"/>).</summary>
internal sealed class PdfHealth(ChromiumPdf pdf, IOptions<PdfOptions> options) : IHealthCheck
{
    /// <summary>A probe is answered within two seconds, whatever the browser does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (BrowserFinder.Find(options.Value.BrowserPath) is null)
        {
            return Degraded("No Chromium, Chrome or Edge was found. Install one, or name it in Pdf:BrowserPath.");
        }

        return await pdf.LastOutcomeAsync(Patience, cancellationToken) switch
        {
            null => Degraded("The PDF browser is being tried for the first time and has not answered yet."),
            { Refusal: null } => HealthCheckResult.Healthy("PDF documents are printed."),
            { Refusal: PdfTimedOut } => Degraded($"The PDF browser did not answer within Pdf:TimeoutSeconds ({options.Value.TimeoutSeconds}) and was stopped."),
            { Refusal: var refusal } => Degraded($"The PDF browser did not print ({refusal.Code}); the log says why. Is Pdf:BrowserPath Chromium, Chrome or Edge?"),
        };

        HealthCheckResult Degraded(string description) => new(context.Registration.FailureStatus, description);
    }
}
