using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Pdf;

/// <summary>Reports a missing browser before the first print fails: <c>/health/ready</c> returns "Degraded". Starts no process.</summary>
internal sealed class PdfHealth(IOptions<PdfOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(BrowserFinder.Find(options.Value.BrowserPath) is { } path
            ? HealthCheckResult.Healthy($"PDF documents are printed by {path}.")
            : new HealthCheckResult(context.Registration.FailureStatus, "No Chromium, Chrome or Edge was found. Install one, or name it in Pdf:BrowserPath."));
}
