using CustomerService.Catalogue.Items.Choices;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.Choices;

/// <summary>Base of the types with options. By default one option is chosen, and it is the key or not.</summary>
internal abstract class ChoiceType<TItem>() : ItemType<TItem, ChoiceResponse>("choice")
    where TItem : ChoiceItem
{
    /// <summary>Whether more than one option may be chosen.</summary>
    protected virtual bool TakesSeveral => false;

    protected override IReadOnlyList<string> Arrange(TItem item, SplitMix64 random) => random.Shuffle(item.Options.Select(o => o.Id));

    protected override Result<Response> Read(TItem item, DrawnItem drawn, ILookup<string, string> values)
    {
        var chosen = values[ResponseFields.Answer(item.Id)].Distinct(StringComparer.Ordinal).ToList();
        if (chosen.Count == 0)
        {
            return new BlankResponse();
        }

        if (chosen.Count > 1 && !TakesSeveral)
        {
            return new OnlyOneOption();
        }

        // In the item's order, so that the same choice always gives the same response.
        List<string> known = [.. item.Options.Select(o => o.Id).Where(chosen.Contains)];
        return known.Count == chosen.Count ? new ChoiceResponse(known) : new UnknownChoice();
    }

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, ChoiceResponse response) =>
        response.OptionIds.Select(id => (ResponseFields.Answer(drawn.Id), id));

    protected override ItemScore Grade(TItem item, ChoiceResponse? response)
    {
        var chosen = Chosen(response);
        var right = chosen.Count == 1 && item.Options.Any(o => o.Key && chosen.Contains(o.Id));
        return new(right ? 1 : 0, right, Parts(item, chosen));
    }

    protected override ChoiceResponse RightAnswer(TItem item) => new([item.Options.First(o => o.Key).Id]);

    protected override ChoiceResponse WrongAnswer(TItem item) => new([item.Options.First(o => !o.Key).Id]);

    /// <summary>Each option has its own explanation.</summary>
    protected override LocalText? Explanation(TItem item) => null;

    protected static HashSet<string> Chosen(ChoiceResponse? response) => [.. response?.OptionIds ?? []];

    protected static IReadOnlyList<PartVerdict> Parts(ChoiceItem item, HashSet<string> chosen) =>
        [.. item.Options.Select(o => new PartVerdict(o.Id, (o.Key, chosen.Contains(o.Id)) switch
        {
            (true, true) => Verdict.Right,
            (false, true) => Verdict.Wrong,
            (true, false) => Verdict.Missed,
            (false, false) => Verdict.RightlyLeft,
        }))];
}
