using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Learning.Items;

/// <summary>Texts common to items of all types.</summary>
internal static class ItemTexts
{
    /// <summary>The verdict on a whole answer. A partly right answer is never called wrong, even where it scored no point.</summary>
    public static (string Kind, IconName Icon, string Words) Outcome(ItemScore score, bool answered) => (score.IsCorrect, answered) switch
    {
        (true, _) => ("correct", IconName.Correct, LearningText.VerdictCorrect),
        (_, false) => ("incorrect", IconName.Incorrect, LearningText.VerdictUnanswered),
        _ when score.Points > 0 || score.Parts.Any(p => p.Verdict == Verdict.Right) => ("partial", IconName.Attention, LearningText.VerdictPartial),
        _ => ("incorrect", IconName.Incorrect, LearningText.VerdictIncorrect),
    };
}
