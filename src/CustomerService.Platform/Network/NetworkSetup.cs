using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace CustomerService.Platform.Network;

internal static class NetworkSetup
{
    /// <summary>The public address, the proxies whose headers are believed, and what addresses may get wrong.</summary>
    public static IServiceCollection AddPublicAddress(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublicAddressOptions>().Configure(o => o.Address = configuration[PublicAddressOptions.Key]?.Trim() ?? "")
            .Validate(o => o.Address.Length == 0 || PublicAddressOptions.Read(o.Address) is not null, PublicAddressOptions.Shape)
            .ValidateOnStart();
        services.AddOptions<ProxyOptions>().Bind(configuration.GetSection(ProxyOptions.Section))
            .Validate(
                o => o.Proxies.All(proxy => IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _)),
                "Hosting:KnownProxies must be addresses or networks separated by semicolons, such as 127.0.0.1;10.0.0.0/8.")
            .ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton<PublicAddress>();
        services.AddOptions<FailureLimitOptions>().Bind(configuration.GetSection(FailureLimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FailureLimits>();
        services.AddOptions<WorkLimitOptions>().Bind(configuration.GetSection(WorkLimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WorkLimits>();
        // Applied last: ASPNETCORE_FORWARDEDHEADERS_ENABLED would otherwise believe everybody who connects.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ProxyOptions>>((forwarded, proxies) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies.Value.Proxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    forwarded.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
                }
            }
        });
        return services;
    }
}
