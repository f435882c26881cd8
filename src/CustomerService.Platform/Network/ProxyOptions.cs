namespace CustomerService.Platform.Network;

/// <summary>What stands between readers and this process; configuration section <c>Hosting</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Hosting";

    /// <summary>Addresses and networks (<c>10.0.0.0/8</c>) of reverse proxies whose forwarded headers are believed, separated by semicolons.</summary>
    public string KnownProxies { get; set; } = "127.0.0.1;::1";

    /// <summary>Whether browsers shall open the hosts below that of the public address over https as well (HSTS).</summary>
    public bool HstsSubDomains { get; set; } = true;

    internal IEnumerable<string> Proxies => KnownProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
