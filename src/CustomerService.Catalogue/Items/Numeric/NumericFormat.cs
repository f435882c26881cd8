using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Items.Numeric;

internal sealed class NumericFormat() : ItemFormat<NumericItem>("numeric")
{
    /// <summary>Higher, because the answer must be calculated.</summary>
    public override double PracticeMinutes => 2;

    protected override NumericItem Read(YamlMap yaml, ItemHeader header) => new(
        header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem,
        yaml.RequiredDecimal("answer", -1_000_000_000_000m, 1_000_000_000_000m), yaml.RequiredDecimal("tolerance", 0, 1_000_000_000),
        yaml.OptionalText("unit"), yaml.Text("why", TextKind.Prose));

    /// <summary>No further checks: ranges are checked on reading.</summary>
    protected override void Check(NumericItem item, ItemProblems problems)
    {
    }
}
