using System.ComponentModel.DataAnnotations;

namespace CustomerService.Web.Hosting;

/// <summary>Section <c>RateLimits</c> of the configuration: how often one address may try, each minute.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Sending the sign-in form.</summary>
    [Range(1, 1_000_000)]
    public int SignInPerMinute { get; set; } = 20;

    /// <summary>Sending the form that makes an account, or the academy.</summary>
    [Range(1, 1_000_000)]
    public int RegisterPerMinute { get; set; } = 6;

    /// <summary>Looking a certificate up by its code.</summary>
    [Range(1, 1_000_000)]
    public int VerifyPerMinute { get; set; } = 20;
}
