using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Items.Ordering;

internal sealed class OrderingFormat() : ItemFormat<OrderingItem>("ordering")
{
    protected override OrderingItem Read(YamlMap yaml, ItemHeader header) => new(
        header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem,
        [.. yaml.Maps("steps").Select(Step)], yaml.Text("why", TextKind.Prose));

    protected override void Check(OrderingItem item, ItemProblems problems)
    {
        problems.UniqueIds(item.Steps, s => s.Id);
        problems.Parts("steps", item.Steps.Count, 3, 6);
        problems.Different(item.Steps.Select(s => s.Text));
    }

    private static OrderStep Step(YamlMap yaml) => Close(yaml, new OrderStep(yaml.String("id"), yaml.Text("text", TextKind.Prose)));
}
