using System.Diagnostics.Metrics;
using CustomerService.Certificates.Document;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Certificates.Pdf;

public static class PdfSetup
{
    /// <summary>Registers the certificate printer, its browser, fonts and options (section <c>Pdf</c>), and the health check <c>pdf</c>.</summary>
    public static IServiceCollection AddPdf(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<PdfOptions>()
            .Bind(configuration.GetSection(PdfOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<PdfFonts>();
        services.AddSingleton<ChromiumPdf>();
        services.AddSingleton<CertificateHtml>();
        services.AddSingleton<BrowserCertificatePrinter>();
        services.AddSingleton<ICertificatePrinter>(provider => new MeasuredPrinter(
            provider.GetRequiredService<BrowserCertificatePrinter>(), provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<PdfWarmUp>();
        services.AddHealthChecks().AddCheck<PdfHealth>("pdf", HealthStatus.Degraded, tags: ["ready"]);
        return services;
    }
}
