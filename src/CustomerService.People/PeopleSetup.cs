using CustomerService.People.Data;
using CustomerService.Platform.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People;

public static class PeopleSetup
{
    /// <summary>Accounts, sign-in, organisations, audiences, roles and scopes.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, PeopleModel>();
        return services;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder endpoints) => endpoints;
}
