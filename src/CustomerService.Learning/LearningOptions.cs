using System.ComponentModel.DataAnnotations;

namespace CustomerService.Learning;

/// <summary>Configuration section <c>Learning</c>.</summary>
public sealed class LearningOptions
{
    public const string Section = "Learning";

    /// <summary>Days from assignment to the due date of a required course; due at the end of that day in the academy's time zone.</summary>
    [Range(1, 3650)]
    public int RequiredWithinDays { get; set; } = 60;
}
