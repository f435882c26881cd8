using CustomerService.Platform;

namespace CustomerService.Web;

/// <summary>The addresses of the host itself, from the root of the site.</summary>
public static class WebRoutes
{
    /// <summary>The front door, which leads everybody to their own first page.</summary>
    public const string Home = "/";

    /// <summary>The process answers.</summary>
    public const string HealthLive = PlatformRoutes.Health + "/live";

    /// <summary>The process can also reach what it needs, and is not draining.</summary>
    public const string HealthReady = PlatformRoutes.Health + "/ready";
}
