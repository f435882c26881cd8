namespace CustomerService.Platform;

/// <summary>URLs known to every part of the host, relative to the site root.</summary>
public static class PlatformRoutes
{
    /// <summary>Prefix of the health probes: not traced, never redirected to the first-run page.</summary>
    public const string Health = "/health";

    internal const string ImagePattern = "/pictures/{hash}";

    /// <summary>A picture of the organisation; the address of a content never changes.</summary>
    public static string Image(string hash) => $"/pictures/{hash}";
}
