using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Learning.Items;

/// <summary>The words around an item of any type.</summary>
internal static class ItemTexts
{
    /// <summary>The verdict on a whole answer. One with something right in it is never called wrong, also where it brought no point.</summary>
    public static (string Kind, IconName Icon, string Words) Outcome(ItemScore score, bool answered) => (score.IsCorrect, answered) switch
    {
        (true, _) => ("correct", IconName.Correct, LearningText.VerdictCorrect),
        (_, false) => ("incorrect", IconName.Incorrect, LearningText.VerdictUnanswered),
        _ when score.Points > 0 || score.Parts.Any(p => p.Verdict == Verdict.Right) => ("partial", IconName.Attention, LearningText.VerdictPartial),
        _ => ("incorrect", IconName.Incorrect, LearningText.VerdictIncorrect),
    };
}
