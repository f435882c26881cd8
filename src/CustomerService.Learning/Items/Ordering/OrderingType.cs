using CustomerService.Catalogue.Items.Ordering;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.Ordering;

internal sealed class OrderingType() : ItemType<OrderingItem, OrderingResponse>("ordering")
{
    public override string Hint => LearningText.HintOrdering;

    public override Type Fields => typeof(OrderingFields);

    public override Type Review => typeof(OrderingReview);

    /// <summary>Any wrong order.</summary>
    protected override IReadOnlyList<string> Arrange(OrderingItem item, SplitMix64 random)
    {
        var right = item.Steps.Select(s => s.Id).ToList();
        var shown = random.Shuffle(right);
        while (right.Count > 1 && shown.SequenceEqual(right))
        {
            shown = random.Shuffle(right);
        }

        return shown;
    }

    protected override Result<Response> Read(OrderingItem item, DrawnItem drawn, ILookup<string, string> values)
    {
        var count = drawn.Order.Count;
        var steps = new string?[count];
        var given = 0;
        for (var position = 1; position <= count; position++)
        {
            if (values[ResponseFields.Rank(drawn.Id, position)].FirstOrDefault() is not { } text)
            {
                continue;
            }

            if (!InputParser.TryInteger(text, out var rank) || rank < 1 || rank > count)
            {
                return new IncompleteRanks();
            }

            if (steps[rank - 1] is not null)
            {
                return new RepeatedRank((int)rank);
            }

            steps[rank - 1] = drawn.Order[position - 1];
            given++;
        }

        return given == 0 ? new BlankResponse() : given < count ? new IncompleteRanks() : new OrderingResponse([.. steps.Select(s => s!)]);
    }

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, OrderingResponse response) =>
        response.StepIds.Select((id, i) => (ResponseFields.Rank(drawn.Id, drawn.PlaceOf(id)), FieldValues.Number(i + 1)));

    /// <summary>A step is right where it follows the step before it as in the item; the first is right where it is the item's first.</summary>
    protected override ItemScore Grade(OrderingItem item, OrderingResponse? response)
    {
        var given = response?.StepIds ?? [];
        var positions = item.Steps.Select((step, position) => (step.Id, position)).ToDictionary(s => s.Id, s => s.position);
        if (given.Count != positions.Count || given.Distinct().Count() != given.Count || !given.All(positions.ContainsKey))
        {
            return new(0, false, [.. item.Steps.Select(s => new PartVerdict(s.Id, Verdict.Missed))]);
        }

        PartVerdict[] parts = [.. given.Select((id, i) =>
            new PartVerdict(id, positions[id] == (i == 0 ? 0 : positions[given[i - 1]] + 1) ? Verdict.Right : Verdict.Wrong))];
        return Share(parts.Skip(1).Count(p => p.Verdict == Verdict.Right), parts.Length - 1, parts);
    }

    protected override OrderingResponse RightAnswer(OrderingItem item) => new([.. item.Steps.Select(s => s.Id)]);

    protected override OrderingResponse WrongAnswer(OrderingItem item) => new([.. item.Steps.Select(s => s.Id).Reverse()]);

    protected override LocalText? Explanation(OrderingItem item) => item.Why;
}
