using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;

namespace CustomerService.Web.Demo;

/// <summary>What somebody who knows, or does not know, answers to an item.</summary>
internal static class DemoAnswers
{
    public static Response To(Item item, bool right) => item switch
    {
        MultipleChoiceItem many => new ChoiceResponse([.. many.Options.Where(o => o.Key == right).Select(o => o.Id)]),
        ChoiceItem one => new ChoiceResponse([one.Options.First(o => o.Key == right).Id]),
        MatchingItem matching => new MatchingResponse(Matched(matching, right)),
        OrderingItem ordering => new OrderingResponse([.. (right ? ordering.Steps : ordering.Steps.Reverse()).Select(s => s.Id)]),
        ShortAnswerItem shortAnswer => new TextResponse(right ? shortAnswer.AcceptFa.Concat(shortAnswer.AcceptEn).First() : "؟"),
        NumericItem numeric => new NumberResponse((right ? numeric.Answer : numeric.Answer + (10 * numeric.Tolerance) + 7).ToString(CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"No demonstration answer for {item.GetType().Name}."),
    };

    private static Dictionary<string, string> Matched(MatchingItem item, bool right)
    {
        var ids = item.Pairs.Select(p => p.Id).ToList();
        return ids.Select((id, i) => (id, To: right ? id : ids[(i + 1) % ids.Count])).ToDictionary(p => p.id, p => p.To, StringComparer.Ordinal);
    }
}
