using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Text;

namespace CustomerService.Learning.Rules;

/// <summary>How one part of an answer stands.</summary>
public enum Verdict
{
    /// <summary>Given, and right.</summary>
    Right,

    /// <summary>Given, and wrong.</summary>
    Wrong,

    /// <summary>Would have been right, and was not given.</summary>
    Missed,

    /// <summary>Rightly not chosen.</summary>
    RightlyLeft,
}

/// <summary>The verdict on an option, a left side of a matching, a step of an ordering, or (empty id) the one typed answer.</summary>
/// <param name="Given">Matching: id of the right side given.</param>
public sealed record PartVerdict(string Id, Verdict Verdict, string? Given = null);

/// <summary>What an answer is worth.</summary>
/// <param name="Points">0 to 1, unrounded.</param>
/// <param name="Parts">Options in the item's order; left sides in the item's order; steps in the order given.</param>
public sealed record ItemScore(decimal Points, bool IsCorrect, IReadOnlyList<PartVerdict> Parts);

/// <summary>Grades an answer by the table in content/README.md.</summary>
public static class Grading
{
    /// <summary>A response that does not fit the item, or none, scores 0.</summary>
    public static ItemScore Grade(Item item, Response? response) => item switch
    {
        MultipleChoiceItem multiple => Multiple(multiple, Chosen(response)),
        ChoiceItem choice => Single(choice, Chosen(response)),
        MatchingItem matching => Matching(matching, (response as MatchingResponse)?.Rights),
        OrderingItem ordering => Ordering(ordering, (response as OrderingResponse)?.StepIds ?? []),
        ShortAnswerItem text => Typed(response, response is TextResponse given && Accepts(text, given.Text)),
        NumericItem number => Typed(response, response is NumberResponse given && IsNear(number, given.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "An item type without a grading rule."),
    };

    /// <summary>Whether a typed term is among the accepted ones of either language, by folding key without spaces.</summary>
    public static bool Accepts(ShortAnswerItem item, string text)
    {
        var key = Folding.CompactKey(text);
        return key.Length > 0 && item.AcceptFa.Concat(item.AcceptEn).Any(accepted => Folding.CompactKey(accepted) == key);
    }

    private static HashSet<string> Chosen(Response? response) =>
        response is ChoiceResponse choice ? [.. choice.OptionIds] : [];

    private static ItemScore Single(ChoiceItem item, HashSet<string> chosen)
    {
        var right = chosen.Count == 1 && item.Options.Any(o => o.Key && chosen.Contains(o.Id));
        return new(right ? 1 : 0, right, OptionParts(item, chosen));
    }

    private static ItemScore Multiple(MultipleChoiceItem item, HashSet<string> chosen)
    {
        var keys = item.Options.Count(o => o.Key);
        var right = item.Options.Count(o => o.Key && chosen.Contains(o.Id));
        var wrong = item.Options.Count(o => !o.Key && chosen.Contains(o.Id));
        return new(keys == 0 ? 0 : Math.Max(0, right - wrong) / (decimal)keys, keys > 0 && right == keys && wrong == 0, OptionParts(item, chosen));
    }

    private static PartVerdict[] OptionParts(ChoiceItem item, HashSet<string> chosen) =>
        [.. item.Options.Select(o => new PartVerdict(o.Id, (o.Key, chosen.Contains(o.Id)) switch
        {
            (true, true) => Verdict.Right,
            (false, true) => Verdict.Wrong,
            (true, false) => Verdict.Missed,
            (false, false) => Verdict.RightlyLeft,
        }))];

    private static ItemScore Matching(MatchingItem item, IReadOnlyDictionary<string, string>? rights)
    {
        PartVerdict[] parts = [.. item.Pairs.Select(pair => rights is not null && rights.TryGetValue(pair.Id, out var given)
            ? new PartVerdict(pair.Id, given == pair.Id ? Verdict.Right : Verdict.Wrong, given)
            : new PartVerdict(pair.Id, Verdict.Missed))];
        return Share(parts.Count(p => p.Verdict == Verdict.Right), parts.Length, parts);
    }

    /// <summary>A step is right where it follows the step before it as in the item; the first is right where it is the item's first.</summary>
    private static ItemScore Ordering(OrderingItem item, IReadOnlyList<string> given)
    {
        var places = item.Steps.Select((step, place) => (step.Id, place)).ToDictionary(s => s.Id, s => s.place);
        if (given.Count != places.Count || given.Distinct().Count() != given.Count || !given.All(places.ContainsKey))
        {
            return new(0, false, [.. item.Steps.Select(s => new PartVerdict(s.Id, Verdict.Missed))]);
        }

        PartVerdict[] parts = [.. given.Select((id, i) =>
            new PartVerdict(id, places[id] == (i == 0 ? 0 : places[given[i - 1]] + 1) ? Verdict.Right : Verdict.Wrong))];
        return Share(parts.Skip(1).Count(p => p.Verdict == Verdict.Right), parts.Length - 1, parts);
    }

    private static ItemScore Share(int right, int of, PartVerdict[] parts) =>
        new(of <= 0 ? 0 : right / (decimal)of, of > 0 && right == of, parts);

    private static ItemScore Typed(Response? response, bool right)
    {
        var answered = response is TextResponse or NumberResponse;
        return new(right ? 1 : 0, right, [new PartVerdict("", right ? Verdict.Right : answered ? Verdict.Wrong : Verdict.Missed)]);
    }

    private static bool IsNear(NumericItem item, string text) =>
        ReaderInput.TryDecimal(text, out var number) && Difference(number, item.Answer) <= item.Tolerance;

    /// <summary>The distance of two numbers; the largest decimal where it is beyond reach.</summary>
    private static decimal Difference(decimal one, decimal other)
    {
        try
        {
            return Math.Abs(one - other);
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }
}
