using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Web.Hosting;

/// <summary><see cref="WebRoutes.HealthLive"/>: the process responds. <see cref="WebRoutes.HealthReady"/>: it can also reach what it needs, and is not draining.</summary>
internal static class Health
{
    private const string Ready = "ready";

    /// <summary>The provider retries an unreachable database for most of a minute; the probe must report it sooner.</summary>
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DrainingOptions>().Bind(configuration.GetSection(DrainingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", failureStatus: null, tags: [Ready], timeout: DatabasePatience).AddCheck<ShutdownHealth>("shutdown", tags: [Ready]);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(WebRoutes.HealthLive, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(WebRoutes.HealthReady, new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseHealth(IDbContextFactory<AppDbContext> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }

    /// <summary>Reports not ready while draining, so that the load balancer sends no new requests while the node finishes its current ones.</summary>
    private sealed class ShutdownHealth(Draining draining, IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.Begun || lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
