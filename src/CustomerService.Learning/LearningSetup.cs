using CustomerService.Learning.Data;
using CustomerService.Platform.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Learning;

public static class LearningSetup
{
    /// <summary>Assignments, enrolments, lessons, quiz attempts, completion.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, LearningModel>();
        return services;
    }

    public static IEndpointRouteBuilder MapLearning(this IEndpointRouteBuilder endpoints) => endpoints;
}
