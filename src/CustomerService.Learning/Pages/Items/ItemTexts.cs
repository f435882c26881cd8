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

    /// <summary>Why right ticks brought less than they might: each wrong one took one back. Null where that is not so.</summary>
    public static string? Offset(Item item, ItemScore score) =>
        item is MultipleChoiceItem && score.Parts.Any(p => p.Verdict == Verdict.Right) && score.Parts.Any(p => p.Verdict == Verdict.Wrong) ? LearningText.TicksOffset : null;

    /// <summary>The verdict on a whole answer. One with something right in it is never called wrong, also where it brought no point.</summary>
    public static (string Kind, IconName Icon, string Words) Outcome(ItemScore score, bool answered) => (score.IsCorrect, answered) switch
    {
        (true, _) => ("correct", IconName.Correct, LearningText.VerdictCorrect),
        (_, false) => ("incorrect", IconName.Incorrect, LearningText.VerdictUnanswered),
        _ when score.Points > 0 || score.Parts.Any(p => p.Verdict == Verdict.Right) => ("partial", IconName.Attention, LearningText.VerdictPartial),
        _ => ("incorrect", IconName.Incorrect, LearningText.VerdictIncorrect),
    };
}
