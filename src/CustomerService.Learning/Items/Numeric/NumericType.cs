using System.Buffers;
using System.Globalization;
using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Learning.Items.Typed;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.Numeric;

internal sealed class NumericType() : ItemType<NumericItem, NumberResponse>("number")
{
    private const string Digit = "0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";

    private static readonly SearchValues<char> Digits = SearchValues.Create(Digit);

    /// <summary>What may stand before the first digit and belongs to the number: signs, decimal marks, direction marks and spaces.</summary>
    private static readonly SearchValues<char> PartOfNumber = SearchValues.Create("+-−–.٫ \u00A0\u200C\u200E\u200F\u2066\u2067\u2068\u2069\u061C");

    private static readonly string[] Percent = ["%", "percent", "درصد"];

    public override string Hint => LearningText.HintNumeric;

    public override Type Fields => typeof(NumericFields);

    public override Type Review => typeof(NumericReview);

    protected override IReadOnlyList<string> Arrange(NumericItem item, SplitMix64 random) => [];

    protected override Result<Response> Read(NumericItem item, DrawnItem drawn, ILookup<string, string> values) =>
        TypedAnswers.Read(drawn, values, text => TryRead(item, text, out _) ? new NumberResponse(text) : new UnreadableNumber(text));

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, NumberResponse response) =>
        [(ResponseFields.Answer(drawn.Id), response.Text)];

    protected override ItemScore Grade(NumericItem item, NumberResponse? response) =>
        TypedAnswers.Score(response is not null, response is not null && IsNear(item, response.Text));

    protected override NumberResponse RightAnswer(NumericItem item) => new(item.Answer.ToString(CultureInfo.InvariantCulture));

    protected override NumberResponse WrongAnswer(NumericItem item) => new((item.Answer + (10 * item.Tolerance) + 7).ToString(CultureInfo.InvariantCulture));

    protected override LocalText? Explanation(NumericItem item) => item.Why;

    private static bool IsNear(NumericItem item, string text) =>
        TryRead(item, text, out var number) && Difference(number, item.Answer) <= item.Tolerance;

    /// <summary>Reads a number that may have the item's own unit after or before it, in either language: ۱۰ ساعت, 10 hours, ٪۱۲, 450 million.</summary>
    private static bool TryRead(NumericItem item, string text, out decimal number)
    {
        number = 0;
        var typed = text.AsSpan();
        var first = typed.IndexOfAny(Digits);
        if (first < 0)
        {
            return false;
        }

        var last = typed.LastIndexOfAny(Digits);
        var sign = typed[..first].LastIndexOfAnyExcept(PartOfNumber) + 1;
        var end = last + 1;
        return IsUnit(item.Unit, typed[..sign], typed[end..]) && InputParser.TryDecimal(typed[sign..end].ToString(), out number);
    }

    /// <summary>Whether what stands around a number is nothing, or the unit on one side: whole, or its first words («۴۵۰ میلیون» of million rials).</summary>
    private static bool IsUnit(LocalText? unit, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var (left, right) = (TextNormalizer.AnswerKey(before.ToString()), TextNormalizer.AnswerKey(after.ToString()));
        if (left.Length == 0 && right.Length == 0)
        {
            return true;
        }

        var word = left.Length == 0 ? right : left;
        return unit is not null && (left.Length == 0 || right.Length == 0)
            && (Spellings(unit.Fa).Concat(Spellings(unit.En)).Contains(word, StringComparer.Ordinal) || (IsPercent(unit) && Percent.Contains(word, StringComparer.Ordinal)));
    }

    /// <summary>The keys under which a unit is accepted: its first words, all of them, and each without an English plural's s.</summary>
    private static IEnumerable<string> Spellings(string unit)
    {
        var words = TextNormalizer.Key(unit).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, words.Length).Select(count => TextNormalizer.AnswerKey(string.Join(' ', words.Take(count))))
            .SelectMany(key => key.EndsWith('s') ? new[] { key, key[..^1] } : [key, key + "s"]);
    }

    private static bool IsPercent(LocalText unit) => Percent.Any(p => TextNormalizer.AnswerKey(unit.Fa + " " + unit.En).Contains(p, StringComparison.Ordinal));

    /// <summary>The distance of two numbers; the largest decimal on overflow.</summary>
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
