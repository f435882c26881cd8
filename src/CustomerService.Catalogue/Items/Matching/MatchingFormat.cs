using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Items.Matching;

internal sealed class MatchingFormat() : ItemFormat<MatchingItem>("matching")
{
    protected override MatchingItem Read(YamlMap yaml, ItemHeader header) => new(
        header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem,
        [.. yaml.Maps("pairs").Select(Pair)], [.. yaml.Maps("extras", required: false).Select(Extra)]);

    protected override void Check(MatchingItem item, ItemProblems problems)
    {
        problems.UniqueIds(item.Pairs.Cast<object>().Concat(item.Extras), p => p is MatchPair pair ? pair.Id : ((MatchExtra)p).Id);
        problems.Parts("pairs", item.Pairs.Count, 3, 5);
        problems.Different(item.Pairs.Select(p => p.Left));
        problems.Different(item.Pairs.Select(p => p.Right).Concat(item.Extras.Select(e => e.Right)));
    }

    private static MatchPair Pair(YamlMap yaml) =>
        Close(yaml, new MatchPair(yaml.String("id"), yaml.Text("left", TextKind.Prose), yaml.Text("right", TextKind.Prose), Why(yaml, yaml.String("id"))));

    private static MatchExtra Extra(YamlMap yaml) =>
        Close(yaml, new MatchExtra(yaml.String("id"), yaml.Text("right", TextKind.Prose), Why(yaml, yaml.String("id"))));
}
