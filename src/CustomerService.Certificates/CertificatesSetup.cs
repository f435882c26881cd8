using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Certificates;

public static class CertificatesSetup
{
    /// <summary>Issue, verification, revocation and printing of certificates.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration) => services;

    public static IEndpointRouteBuilder MapCertificates(this IEndpointRouteBuilder endpoints) => endpoints;
}
