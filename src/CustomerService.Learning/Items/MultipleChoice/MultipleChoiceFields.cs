using CustomerService.Learning.Items.Choices;

namespace CustomerService.Learning.Items.MultipleChoice;

/// <summary>Options to tick.</summary>
public sealed class MultipleChoiceFields : ChoiceFields
{
    protected override string InputType => "checkbox";
}
