using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Items.TrueFalse;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.TrueFalse;

internal sealed class TrueFalseType : ChoiceType<TrueFalseItem>
{
    public override string Hint => LearningText.HintTrueFalse;

    public override Type Fields => typeof(TrueFalseFields);

    public override Type Review => typeof(TrueFalseReview);

    /// <summary>The text of an option, which content files do not contain.</summary>
    public static LocalText Label(Option option) => option.Id == "true"
        ? new(LearningText.True, LearningText.True)
        : new(LearningText.False, LearningText.False);

    /// <summary>Always in the order of the content.</summary>
    protected override IReadOnlyList<string> Arrange(TrueFalseItem item, SplitMix64 random) => [.. item.Options.Select(o => o.Id)];
}
