using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Text;

namespace CustomerService.Learning.Rules;

/// <summary>Names of the form fields in which a page sends an answer. All begin with the item's id, so one form may hold many items.</summary>
public static class ResponseFields
{
    /// <summary>Present wherever the item was on the page, so that taking back the last tick is seen. Any value.</summary>
    public static string Shown(string itemId) => $"{itemId}.shown";

    /// <summary>The chosen option's id (repeated in a multiple choice), or the typed text or number.</summary>
    public static string Answer(string itemId) => $"{itemId}.answer";

    /// <summary>For a left side: the 1-based place, in <see cref="DrawnItem.Order"/>, of the right side given; empty for none.</summary>
    public static string Match(string itemId, string leftId) => $"{itemId}.match.{leftId}";

    /// <summary>For the step shown at a 1-based place: the rank given to it, 1 to the number of steps; empty for none.</summary>
    public static string Rank(string itemId, int place) => string.Create(CultureInfo.InvariantCulture, $"{itemId}.rank.{place}");
}

/// <summary>Makes a response from form fields, or says what is wrong with them.</summary>
public static class ResponseReader
{
    /// <summary>Longest typed answer.</summary>
    public const int MaxTextLength = 300;

    /// <summary>Whether the fields speak of the item at all.</summary>
    public static bool Speaks(string itemId, IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.Any(f => f.Key.StartsWith(itemId + ".", StringComparison.Ordinal));

    /// <returns>The response, <see cref="BlankResponse"/> where nothing was given, or a refusal of the family <c>answer.*</c>.</returns>
    public static Result<Response> Read(DrawnItem drawn, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var values = fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToLookup(f => f.Key, f => f.Value.Trim(), StringComparer.Ordinal);
        var answers = values[ResponseFields.Answer(drawn.Id)].Distinct(StringComparer.Ordinal).ToList();
        return drawn.Item switch
        {
            ChoiceItem choice => Choice(choice, answers),
            MatchingItem matching => Matching(matching, drawn, values),
            OrderingItem => Ordering(drawn, values),
            ShortAnswerItem => Typed(answers, text => new TextResponse(text)),
            NumericItem => Typed(answers, text => ReaderInput.TryDecimal(text, out _) ? new NumberResponse(text) : new UnreadableNumber(text)),
            _ => throw new ArgumentOutOfRangeException(nameof(drawn), drawn.Item.GetType().Name, "An item type that cannot be read."),
        };
    }

    private static Result<Response> Choice(ChoiceItem item, List<string> chosen)
    {
        if (chosen.Count == 0)
        {
            return new BlankResponse();
        }

        if (chosen.Count > 1 && item is not MultipleChoiceItem)
        {
            return new OnlyOneOption();
        }

        // In the item's order, so that the same choice is always the same response.
        List<string> known = [.. item.Options.Select(o => o.Id).Where(chosen.Contains)];
        return known.Count == chosen.Count ? new ChoiceResponse(known) : new UnknownChoice();
    }

    private static Result<Response> Matching(MatchingItem item, DrawnItem drawn, ILookup<string, string> values)
    {
        var rights = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in item.Pairs)
        {
            if (values[ResponseFields.Match(item.Id, pair.Id)].FirstOrDefault() is not { } text)
            {
                continue;
            }

            if (!ReaderInput.TryInteger(text, out var place) || place < 1 || place > drawn.Order.Count)
            {
                return new UnknownChoice();
            }

            rights.Add(pair.Id, drawn.Order[(int)place - 1]);
        }

        if (rights.Count == 0)
        {
            return new BlankResponse();
        }

        return rights.Values.Distinct(StringComparer.Ordinal).Count() == rights.Count ? new MatchingResponse(rights) : new RepeatedMatch();
    }

    private static Result<Response> Ordering(DrawnItem drawn, ILookup<string, string> values)
    {
        var count = drawn.Order.Count;
        var steps = new string?[count];
        var given = 0;
        for (var place = 1; place <= count; place++)
        {
            if (values[ResponseFields.Rank(drawn.Id, place)].FirstOrDefault() is not { } text)
            {
                continue;
            }

            if (!ReaderInput.TryInteger(text, out var rank) || rank < 1 || rank > count)
            {
                return new IncompleteRanks();
            }

            if (steps[rank - 1] is not null)
            {
                return new RepeatedRank((int)rank);
            }

            steps[rank - 1] = drawn.Order[place - 1];
            given++;
        }

        return given == 0 ? new BlankResponse() : given < count ? new IncompleteRanks() : new OrderingResponse([.. steps.Select(s => s!)]);
    }

    private static Result<Response> Typed(List<string> answers, Func<string, Result<Response>> read) =>
        answers.FirstOrDefault() is not { } text ? new BlankResponse()
        : text.Length > MaxTextLength ? new AnswerTooLong(MaxTextLength)
        : read(text);
}
