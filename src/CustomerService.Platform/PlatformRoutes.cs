namespace CustomerService.Platform;

/// <summary>Addresses that every part of the host knows, from the root of the site.</summary>
public static class PlatformRoutes
{
    /// <summary>Everything below it is a probe: not traced, never led to the first-run page.</summary>
    public const string Health = "/health";
}
