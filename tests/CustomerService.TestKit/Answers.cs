using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;

namespace CustomerService.TestKit;

/// <summary>Responses by an item's key.</summary>
public static class Answers
{
    /// <summary>A response that scores everything.</summary>
    public static Response Right(Item item) => item switch
    {
        ChoiceItem choice => new ChoiceResponse([.. choice.Options.Where(o => o.Key).Select(o => o.Id)]),
        MatchingItem matching => new MatchingResponse(matching.Pairs.ToDictionary(p => p.Id, p => p.Id)),
        OrderingItem ordering => new OrderingResponse([.. ordering.Steps.Select(s => s.Id)]),
        ShortAnswerItem text => new TextResponse(text.AcceptFa[0]),
        NumericItem number => new NumberResponse(number.Answer.ToString(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    /// <summary>A response that scores nothing.</summary>
    public static Response Wrong(Item item) => item switch
    {
        ChoiceItem choice => new ChoiceResponse([choice.Options.First(o => !o.Key).Id]),
        MatchingItem matching => new MatchingResponse(new Dictionary<string, string> { [matching.Pairs[0].Id] = matching.Pairs[1].Id }),
        OrderingItem ordering => new OrderingResponse([.. ordering.Steps.Select(s => s.Id).Reverse()]),
        ShortAnswerItem => new TextResponse("؟"),
        NumericItem number => new NumberResponse((number.Answer + number.Tolerance + 1).ToString(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };
}
