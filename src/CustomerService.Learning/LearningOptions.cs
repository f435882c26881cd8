using System.ComponentModel.DataAnnotations;

namespace CustomerService.Learning;

/// <summary>Section <c>Learning</c> of the configuration.</summary>
public sealed class LearningOptions
{
    public const string Section = "Learning";

    /// <summary>Days from assignment to the due date of a required course; due at the end of that day where the academy is.</summary>
    [Range(1, 3650)]
    public int RequiredWithinDays { get; set; } = 60;
}
