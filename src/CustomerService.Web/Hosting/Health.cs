using CustomerService.Platform.Persistence;
using CustomerService.Web.Commands;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Web.Hosting;

/// <summary><see cref="WebRoutes.HealthLive"/>: the process responds. <see cref="WebRoutes.HealthReady"/>: it can also reach what it needs, and is not draining.</summary>
internal static partial class Health
{
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DrainingOptions>().Bind(configuration.GetSection(DrainingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]).AddCheck<ShutdownHealth>("shutdown", tags: [Ready]);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(WebRoutes.HealthLive, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(WebRoutes.HealthReady, new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>The state in the first line, and below it a sentence for each part that is not well.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy && e.Value.Description is { Length: > 0 }).Select(e => $"\n{e.Key}: {e.Value.Description}");
        return context.Response.WriteAsync(report.Status + string.Concat(reasons), context.RequestAborted);
    }

    /// <summary>By the probe, not by Entity Framework, which tries again for a while before it gives up.</summary>
    private sealed partial class DatabaseHealth(DatabaseProbe probe, ILogger<DatabaseHealth> logger) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await probe.RunAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (TimeoutException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer in time.");
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                if (FailureSentence.Of(e) is { } sentence)
                {
                    return HealthCheckResult.Unhealthy(sentence);
                }

                Failed(logger, e);
                return HealthCheckResult.Unhealthy("The database cannot be used.");
            }
        }

        [LoggerMessage(1, LogLevel.Error, "The database cannot be used")]
        private static partial void Failed(ILogger logger, Exception exception);
    }

    /// <summary>Reports not ready while draining, so that the load balancer sends no new requests while the node finishes its current ones.</summary>
    private sealed class ShutdownHealth(Draining draining, IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.Begun || lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The node is stopping.") : HealthCheckResult.Healthy());
    }
}
