using Microsoft.Extensions.Configuration;

namespace CustomerService.Platform.Telemetry;

/// <summary>Configuration section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The exporter's standard variable, used if <see cref="Endpoint"/> is not set.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The exporter's standard variable for the protocol: <c>grpc</c> (default) or <c>http/protobuf</c>.</summary>
    public const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Base URL of an OTLP collector, such as <c>http://localhost:4317</c>. Empty: traces, metrics and logs are not exported.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary><c>grpc</c> or <c>http/protobuf</c>.</summary>
    public string Protocol { get; set; } = "grpc";

    /// <summary>The endpoint as an absolute http or https URL; null if empty or invalid.</summary>
    public Uri? Address => Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    internal bool HasKnownProtocol => Protocol is "grpc" or "http/protobuf";

    internal static void Read(TelemetryOptions options, IConfiguration configuration)
    {
        options.Endpoint = configuration[$"{Section}:{nameof(Endpoint)}"] ?? configuration[EndpointVariable] ?? "";
        options.Protocol = configuration[$"{Section}:{nameof(Protocol)}"] ?? configuration[ProtocolVariable] ?? "grpc";
    }
}
