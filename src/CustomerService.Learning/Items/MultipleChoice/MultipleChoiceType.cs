using CustomerService.Catalogue.Items.MultipleChoice;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;

namespace CustomerService.Learning.Items.MultipleChoice;

internal sealed class MultipleChoiceType : ChoiceType<MultipleChoiceItem>
{
    public override string Hint => LearningText.HintMultiple;

    public override Type Fields => typeof(MultipleChoiceFields);

    public override Type Review => typeof(ChoiceReview);

    protected override bool TakesSeveral => true;

    /// <summary>Why right choices scored less than they could: each wrong choice cancels a right one.</summary>
    public override string? Remark(ItemScore score) =>
        score.Parts.Any(p => p.Verdict == Verdict.Right) && score.Parts.Any(p => p.Verdict == Verdict.Wrong) ? LearningText.TicksOffset : null;

    protected override ItemScore Grade(MultipleChoiceItem item, ChoiceResponse? response)
    {
        var chosen = Chosen(response);
        var keys = item.Options.Count(o => o.Key);
        var right = item.Options.Count(o => o.Key && chosen.Contains(o.Id));
        var wrong = item.Options.Count(o => !o.Key && chosen.Contains(o.Id));
        return new(keys == 0 ? 0 : Math.Max(0, right - wrong) / (decimal)keys, keys > 0 && right == keys && wrong == 0, Parts(item, chosen));
    }

    protected override ChoiceResponse RightAnswer(MultipleChoiceItem item) => new([.. item.Options.Where(o => o.Key).Select(o => o.Id)]);

    protected override ChoiceResponse WrongAnswer(MultipleChoiceItem item) => new([.. item.Options.Where(o => !o.Key).Select(o => o.Id)]);
}
