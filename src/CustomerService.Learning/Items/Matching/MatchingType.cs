using CustomerService.Catalogue.Items.Matching;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.Matching;

internal sealed class MatchingType() : ItemType<MatchingItem, MatchingResponse>("matching")
{
    public override string Hint => LearningText.HintMatching;

    public override Type Fields => typeof(MatchingFields);

    public override Type Review => typeof(MatchingReview);

    /// <summary>The right sides.</summary>
    protected override IReadOnlyList<string> Arrange(MatchingItem item, SplitMix64 random) =>
        random.Shuffle(item.Pairs.Select(p => p.Id).Concat(item.Extras.Select(e => e.Id)));

    protected override Result<Response> Read(MatchingItem item, DrawnItem drawn, ILookup<string, string> values)
    {
        var rights = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in item.Pairs)
        {
            if (values[ResponseFields.Match(item.Id, pair.Id)].FirstOrDefault() is not { } text)
            {
                continue;
            }

            if (!InputParser.TryInteger(text, out var position) || position < 1 || position > drawn.Order.Count)
            {
                return new UnknownChoice();
            }

            rights.Add(pair.Id, drawn.Order[(int)position - 1]);
        }

        if (rights.Count == 0)
        {
            return new BlankResponse();
        }

        return rights.Values.Distinct(StringComparer.Ordinal).Count() == rights.Count ? new MatchingResponse(rights) : new RepeatedMatch();
    }

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, MatchingResponse response) =>
        response.Rights.Select(r => (ResponseFields.Match(drawn.Id, r.Key), FieldValues.Number(drawn.PlaceOf(r.Value))));

    protected override int PartsLeft(MatchingItem item, MatchingResponse response) => item.Pairs.Count(p => !response.Rights.ContainsKey(p.Id));

    protected override ItemScore Grade(MatchingItem item, MatchingResponse? response)
    {
        PartVerdict[] parts = [.. item.Pairs.Select(pair => response is not null && response.Rights.TryGetValue(pair.Id, out var given)
            ? new PartVerdict(pair.Id, given == pair.Id ? Verdict.Right : Verdict.Wrong, given)
            : new PartVerdict(pair.Id, Verdict.Missed))];
        return Share(parts.Count(p => p.Verdict == Verdict.Right), parts.Length, parts);
    }

    protected override MatchingResponse RightAnswer(MatchingItem item) => new(item.Pairs.ToDictionary(p => p.Id, p => p.Id, StringComparer.Ordinal));

    /// <summary>Each left side with the right side of the next pair.</summary>
    protected override MatchingResponse WrongAnswer(MatchingItem item) => new(
        item.Pairs.Select((p, i) => (p.Id, Given: item.Pairs[(i + 1) % item.Pairs.Count].Id)).ToDictionary(p => p.Id, p => p.Given, StringComparer.Ordinal));

    /// <summary>Each pair and each extra has its own explanation.</summary>
    protected override LocalText? Explanation(MatchingItem item) => null;
}
