using CustomerService.Catalogue.Items.Choices;
using CustomerService.Learning.Items.Choices;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.TrueFalse;

/// <summary>The two options with the application's texts.</summary>
public sealed class TrueFalseFields : ChoiceFields
{
    protected override LocalText Label(Option option) => TrueFalseType.Label(option);
}

/// <summary>The two options with verdicts and the application's texts.</summary>
public sealed class TrueFalseReview : ChoiceReview
{
    protected override LocalText Label(Option option) => TrueFalseType.Label(option);
}
