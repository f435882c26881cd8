using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Network;

/// <summary>Configuration section <c>RateLimits</c>: what one address may get wrong in an hour, on one node.</summary>
public sealed class FailureLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Sign-ins that fail, of any account. Right ones are not counted.</summary>
    [Range(5, 1_000_000, ErrorMessage = "RateLimits:SignInFailuresPerHour must be between 5 and 1000000.")]
    public int SignInFailuresPerHour { get; set; } = 60;

    /// <summary>Registrations, answered with an account or with "taken".</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:RegistrationsPerHour must be between 1 and 1000000.")]
    public int RegistrationsPerHour { get; set; } = 60;

    /// <summary>Requests for a new password, whether the account exists or not.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PasswordResetsPerHour must be between 1 and 1000000.")]
    public int PasswordResetsPerHour { get; set; } = 20;

    /// <summary>Codes that belong to no certificate. Right ones are not counted.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:UnknownCodesPerHour must be between 1 and 1000000.")]
    public int UnknownCodesPerHour { get; set; } = 60;
}

/// <summary>What addresses got wrong, keyed by <see cref="ClientAddress"/>.</summary>
public sealed class FailureLimits(TimeProvider clock, IOptions<FailureLimitOptions> options, ILogger<AddressLimit> logger)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Sign-ins that failed, and wrong tokens of the first run.</summary>
    public AddressLimit SignIns { get; } = new("a failed sign-in", new(clock, options.Value.SignInFailuresPerHour, Hour), logger);

    public AddressLimit Registrations { get; } = new("a registration", new(clock, options.Value.RegistrationsPerHour, Hour), logger);

    public AddressLimit PasswordResets { get; } = new("a request for a new password", new(clock, options.Value.PasswordResetsPerHour, Hour), logger);

    public AddressLimit UnknownCodes { get; } = new("a code that no certificate has", new(clock, options.Value.UnknownCodesPerHour, Hour), logger);
}
