using CustomerService.Learning.Items.Choices;

namespace CustomerService.Learning.Items.MultipleChoice;

/// <summary>Checkboxes for the options.</summary>
public sealed class MultipleChoiceFields : ChoiceFields
{
    protected override string InputType => "checkbox";
}
