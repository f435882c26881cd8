using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;

namespace CustomerService.People;

/// <summary>Configuration section <c>People</c>.</summary>
public sealed class PeopleOptions
{
    public const string Section = "People";

    /// <summary>Whether customers may register themselves.</summary>
    public bool CustomerRegistration { get; set; } = true;

    /// <summary>Consecutive wrong passwords before an account is locked out.</summary>
    [Range(3, 100)]
    public int LockoutAttempts { get; set; } = 5;

    /// <summary>Duration of the lockout.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>What the first run asks for. Empty: in Production a random one, printed in the log; elsewhere none.</summary>
    [MinLength(12)]
    public string? SetupToken { get; set; }

    /// <summary>Hours without use after which a session ends.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Days after which a session ends however much it is used.</summary>
    [Range(1, 365)]
    public int SessionDays { get; set; } = 7;

    /// <summary>Days without use after which a session ends where the person asked to stay signed in.</summary>
    [Range(1, 365)]
    public int RememberedIdleDays { get; set; } = 14;

    /// <summary>Days after which such a session ends however much it is used.</summary>
    [Range(1, 365)]
    public int RememberedDays { get; set; } = 30;

    /// <summary>Days for which ended sessions and the security events of the audit (sign-ins, refusals) are kept.</summary>
    [Range(1, 3650)]
    public int SecurityEventDays { get; set; } = 90;

    /// <summary>Minutes for which the link of a forgotten password works.</summary>
    [Range(5, 1440, ErrorMessage = "People:ResetLinkMinutes must be between 5 and 1440.")]
    public int ResetLinkMinutes { get; set; } = 60;

    /// <summary>Days for which the link that confirms an e-mail address works.</summary>
    [Range(1, 90, ErrorMessage = "People:ConfirmationLinkDays must be between 1 and 90.")]
    public int ConfirmationLinkDays { get; set; } = 7;

    /// <summary>How long sessions last.</summary>
    public SessionLimits SessionLimits =>
        new(TimeSpan.FromHours(SessionHours), TimeSpan.FromDays(SessionDays), TimeSpan.FromDays(RememberedIdleDays), TimeSpan.FromDays(RememberedDays));
}
