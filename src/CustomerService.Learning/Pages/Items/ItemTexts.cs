using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Learning.Pages.Items;

/// <summary>The words around an item.</summary>
internal static class ItemTexts
{
    /// <summary>How to answer.</summary>
    public static string Hint(Item item) => item switch
    {
        MultipleChoiceItem => LearningText.HintMultiple,
        TrueFalseItem => LearningText.HintTrueFalse,
        ChoiceItem => LearningText.HintSingle,
        MatchingItem => LearningText.HintMatching,
        OrderingItem => LearningText.HintOrdering,
        NumericItem => LearningText.HintNumeric,
        _ => LearningText.HintShort,
    };

    /// <summary>An option's own words; those of true and false are ours.</summary>
    public static LocalText Label(Item item, Option option) => item is not TrueFalseItem ? option.Text : option.Id == "true"
        ? new(LearningText.True, LearningText.True)
        : new(LearningText.False, LearningText.False);

    /// <summary>A right side by the id of its pair or extra.</summary>
    public static LocalText Right(MatchingItem item, string id) =>
        item.Pairs.FirstOrDefault(p => p.Id == id)?.Right ?? item.Extras.First(e => e.Id == id).Right;

    public static LocalText Step(OrderingItem item, string id) => item.Steps.First(s => s.Id == id).Text;

    /// <summary>The verdict on a whole answer.</summary>
    public static (string Kind, IconName Icon, string Words) Outcome(ItemScore score, bool answered) => (score.IsCorrect, answered) switch
    {
        (true, _) => ("correct", IconName.Correct, LearningText.VerdictCorrect),
        (_, false) => ("incorrect", IconName.Incorrect, LearningText.VerdictUnanswered),
        _ when score.Points > 0 => ("partial", IconName.Attention, LearningText.VerdictPartial),
        _ => ("incorrect", IconName.Incorrect, LearningText.VerdictIncorrect),
    };
}
