using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Reports;

public static class ReportsSetup
{
    /// <summary>Read models for HR and managers, and exports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration) => services;

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder endpoints) => endpoints;
}
