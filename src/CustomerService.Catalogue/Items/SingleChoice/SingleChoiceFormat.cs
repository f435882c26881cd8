using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items.Choices;

namespace CustomerService.Catalogue.Items.SingleChoice;

internal sealed class SingleChoiceFormat() : ChoiceFormat<SingleChoiceItem>("single")
{
    private static readonly ProblemKind NeedsOneKey = ProblemKind.Error("single-needs-one-key");

    public override IEnumerable<ICourseRule> CourseRules => [new KeyBalanceRule()];

    protected override SingleChoiceItem Read(YamlMap yaml, ItemHeader header) =>
        new(header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem, Options(yaml));

    protected override void Check(SingleChoiceItem item, ItemProblems problems)
    {
        base.Check(item, problems);
        problems.Parts("options", item.Options.Count, 2, 4);
        problems.Different(item.Options.Select(o => o.Text));
        if (item.Options.Count(o => o.Key) is not 1 and var keys)
        {
            problems.Add(NeedsOneKey, keys);
        }
    }
}
