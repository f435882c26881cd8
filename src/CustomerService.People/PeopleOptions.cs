using System.ComponentModel.DataAnnotations;

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

    /// <summary>Session timeout without activity.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 12;
}
