using System.ComponentModel.DataAnnotations;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.Learning.Assignments;

/// <summary>What is asked of whoever decides about a person's course.</summary>
/// <param name="DayLabel">Null: no day is asked for.</param>
/// <param name="HasEvidence">Whether evidence may be named.</param>
public sealed record GroundsQuestion(string Title, string What, string Accept, string? DayLabel = null, bool HasEvidence = false, DateOnly? Min = null, DateOnly? Max = null);

/// <summary>Why, as it is typed, and by which day where one is asked for.</summary>
public sealed class GroundsForm : IValidatableObject
{
    public DateOnly? Day { get; set; }

    [Required(ErrorMessageResourceType = typeof(AssignmentText), ErrorMessageResourceName = nameof(AssignmentText.ReasonRequired))]
    [Longest(AssignmentAdjustment.MaxReason)]
    public string? Reason { get; set; }

    [Longest(AssignmentAdjustment.MaxEvidence)]
    public string? Evidence { get; set; }

    public bool NeedsDay { get; init; }

    public Grounds Read() => new(TextNormalizer.Canonical(Reason), TextNormalizer.Canonical(Evidence) is { Length: > 0 } evidence ? evidence : null);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (NeedsDay && Day is null)
        {
            yield return new(AssignmentText.DayRequired, [nameof(Day)]);
        }
    }
}
