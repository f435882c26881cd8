using System.ComponentModel.DataAnnotations;

namespace CustomerService.People;

/// <summary>Section <c>People</c> of the configuration.</summary>
public sealed class PeopleOptions
{
    public const string Section = "People";

    /// <summary>Whether customers may register themselves.</summary>
    public bool CustomerRegistration { get; set; } = true;

    /// <summary>Wrong passwords in a row before an account closes for a while.</summary>
    [Range(3, 100)]
    public int LockoutAttempts { get; set; } = 5;

    /// <summary>How long it stays closed.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>How long a session lasts without use.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 12;
}
