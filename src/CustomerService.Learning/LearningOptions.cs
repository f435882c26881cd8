using System.ComponentModel.DataAnnotations;

namespace CustomerService.Learning;

/// <summary>Configuration section <c>Learning</c>.</summary>
public sealed class LearningOptions
{
    public const string Section = "Learning";

    /// <summary>Days from assignment to the due date of a required course; due at the end of that day in the academy's time zone.</summary>
    [Range(1, 3650)]
    public int RequiredWithinDays { get; set; } = 60;

    /// <summary>Days before the end of a completion's validity from which on it can be renewed and is called expiring.</summary>
    [Range(1, 365, ErrorMessage = "Learning:RenewalWithinDays must be between 1 and 365.")]
    public int RenewalWithinDays { get; set; } = 60;
}
