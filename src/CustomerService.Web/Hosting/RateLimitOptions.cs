using System.ComponentModel.DataAnnotations;

namespace CustomerService.Web.Hosting;

/// <summary>Configuration section <c>RateLimits</c>: attempts per IP address and minute.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Submitting the sign-in form.</summary>
    [Range(1, 1_000_000)]
    public int SignInPerMinute { get; set; } = 20;

    /// <summary>Submitting the registration or first-run form.</summary>
    [Range(1, 1_000_000)]
    public int RegisterPerMinute { get; set; } = 6;

    /// <summary>Looking up a certificate by its code.</summary>
    [Range(1, 1_000_000)]
    public int VerifyPerMinute { get; set; } = 20;
}
