using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items.Choices;

namespace CustomerService.Catalogue.Items.TrueFalse;

internal sealed class TrueFalseFormat() : ChoiceFormat<TrueFalseItem>("true-false")
{
    private static readonly ProblemKind BothOptions = ProblemKind.Error("true-false-options");

    protected override TrueFalseItem Read(YamlMap yaml, ItemHeader header) =>
        new(header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem, Options(yaml, withText: false));

    protected override void Check(TrueFalseItem item, ItemProblems problems)
    {
        base.Check(item, problems);
        if (!item.Options.Select(o => o.Id).Order(StringComparer.Ordinal).SequenceEqual(["false", "true"]) || item.Options.Count(o => o.Key) != 1)
        {
            problems.Add(BothOptions);
        }
    }
}
