using System.Threading.RateLimiting;
using CustomerService.Certificates.Data;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform.Data;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates;

public static class CertificatesSetup
{
    /// <summary>The rate limit of the public verification pages: so many a minute for each address. The host calls <c>UseRateLimiter</c> after routing.</summary>
    public const string VerifyLimit = "verify";

    /// <summary>Issue, verification, revocation and printing of certificates.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, CertificatesModel>();
        services.AddOptions<CertificatesOptions>().Bind(configuration.GetSection(CertificatesOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddScoped<PrepareSigningKey>();
        services.AddScoped<TakeNumber>();
        services.AddScoped<CertificatePress>();
        services.AddScoped<VerifyCertificate>();
        services.AddScoped<RevokeCertificate>();
        services.AddScoped<ReissueCertificate>();
        services.AddPdf(configuration);
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<CertificatesOptions>>((limiter, certificates) =>
            limiter.AddPolicy(VerifyLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = certificates.Value.VerificationsPerMinute, Window = TimeSpan.FromMinutes(1) })));
        return services;
    }

    public static IEndpointRouteBuilder MapCertificates(this IEndpointRouteBuilder endpoints) => endpoints;
}
