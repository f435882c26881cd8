using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items.Choices;

namespace CustomerService.Catalogue.Items.MultipleChoice;

internal sealed class MultipleChoiceFormat() : ChoiceFormat<MultipleChoiceItem>("multiple")
{
    private static readonly ProblemKind NeedsKeys = ProblemKind.Error("multiple-needs-keys");

    protected override MultipleChoiceItem Read(YamlMap yaml, ItemHeader header) =>
        new(header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem, Options(yaml));

    protected override void Check(MultipleChoiceItem item, ItemProblems problems)
    {
        base.Check(item, problems);
        problems.Parts("options", item.Options.Count, 4, 6);
        problems.Different(item.Options.Select(o => o.Text));
        var right = item.Options.Count(o => o.Key);
        if (right < 2 || right == item.Options.Count)
        {
            problems.Add(NeedsKeys, right, item.Options.Count);
        }
    }
}
