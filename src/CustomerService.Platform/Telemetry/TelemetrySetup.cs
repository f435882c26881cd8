using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CustomerService.Platform.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>Prefix of every meter and activity source of the academy.</summary>
    private const string Ours = "CustomerService.*";

    private const string ServiceName = "customer-service-academy";

    /// <summary>Exports traces, metrics and logs by OTLP if an endpoint is configured. Otherwise OpenTelemetry does not run; the
    /// instruments are still available to dotnet-counters and dotnet-trace.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddOptions<TelemetryOptions>()
            .Configure(o => TelemetryOptions.Read(o, configuration))
            .Validate(o => o.Endpoint.Length == 0 || o.Address is not null, $"{TelemetryOptions.Section}:Endpoint ({TelemetryOptions.EndpointVariable}) must be an http or https address, such as http://localhost:4317.")
            .Validate(o => o.HasKnownProtocol, $"{TelemetryOptions.Section}:Protocol ({TelemetryOptions.ProtocolVariable}) must be grpc or http/protobuf.")
            .ValidateOnStart();

        var options = new TelemetryOptions();
        TelemetryOptions.Read(options, configuration);
        if (options.Address is not { } address || !options.HasKnownProtocol)
        {
            return;
        }

        services.AddOpenTelemetry()
            .UseOtlpExporter(options.Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, address)
            .ConfigureResource(resource => resource
                .AddService(ServiceName, serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString())
                .AddEnvironmentVariableDetector()) // OTEL_SERVICE_NAME overrides
            .WithTracing(tracing => tracing
                .AddSource(Ours)
                .AddAspNetCoreInstrumentation(o => o.Filter = IsWorthATrace)
                .AddHttpClientInstrumentation()
                .AddNpgsql())
            .WithMetrics(metrics => metrics
                .AddMeter(Ours, "Microsoft.AspNetCore.Identity", "Microsoft.EntityFrameworkCore", "Npgsql")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging();
    }

    /// <summary>Probes and static files are not traced.</summary>
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(PlatformRoutes.Health, StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/_content", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal);
}
