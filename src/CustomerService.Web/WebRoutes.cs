using CustomerService.Platform;

namespace CustomerService.Web;

/// <summary>The URLs of the host itself, from the site root.</summary>
public static class WebRoutes
{
    /// <summary>The start page, which redirects users to their own first page.</summary>
    public const string Home = "/";

    /// <summary>The lesson of the style guide, in development only. It lies in the host: it shows what capabilities write.</summary>
    public const string DesignLesson = "/design/lesson";

    /// <summary>The process responds.</summary>
    public const string HealthLive = PlatformRoutes.Health + "/live";

    /// <summary>Its dependencies are also reachable, and it is not draining.</summary>
    public const string HealthReady = PlatformRoutes.Health + "/ready";
}
