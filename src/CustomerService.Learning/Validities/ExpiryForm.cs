using CustomerService.Learning.Rules;
using CustomerService.Ui.Forms;

namespace CustomerService.Learning.Validities;

/// <summary>What is decided about older completions of a course.</summary>
public sealed class ExpiryForm
{
    /// <summary>Number of the revision; completions of those before it are concerned.</summary>
    [Longest(10)]
    public string? Revision { get; set; }

    public DateOnly? Day { get; set; }

    [Longest(RevisionExpiry.MaxReason)]
    public string? Reason { get; set; }
}
