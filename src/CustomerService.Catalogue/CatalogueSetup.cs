using CustomerService.Catalogue.Data;
using CustomerService.Platform.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Catalogue;

public static class CatalogueSetup
{
    /// <summary>Content reading and checking, courses and their revisions.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, CatalogueModel>();
        services.AddSingleton<CourseCatalogue>();
        return services;
    }

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder endpoints) => endpoints;
}
