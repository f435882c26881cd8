using System.ComponentModel.DataAnnotations;

namespace CustomerService.Web.Hosting;

/// <summary>Configuration section <c>RateLimits</c>: what one address may ask a minute, right or wrong, on one node. It bounds the work that somebody
/// can cause; guessing is hindered by <see cref="Platform.Network.FailureLimits"/>.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Submitting the sign-in form.</summary>
    [Range(1, 1_000_000)]
    public int SignInPerMinute { get; set; } = 300;

    /// <summary>Submitting the registration or first-run form.</summary>
    [Range(1, 1_000_000)]
    public int RegisterPerMinute { get; set; } = 60;

    /// <summary>Looking up a certificate by its code.</summary>
    [Range(1, 1_000_000)]
    public int VerifyPerMinute { get; set; } = 120;
}
