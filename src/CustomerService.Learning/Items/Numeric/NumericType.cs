using System.Globalization;
using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Learning.Items.Typed;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Learning.Items.Numeric;

internal sealed class NumericType() : ItemType<NumericItem, NumberResponse>("number")
{
    public override string Hint => LearningText.HintNumeric;

    public override Type Fields => typeof(NumericFields);

    public override Type Review => typeof(NumericReview);

    protected override IReadOnlyList<string> Arrange(NumericItem item, SplitMix64 random) => [];

    protected override Result<Response> Read(NumericItem item, DrawnItem drawn, ILookup<string, string> values) =>
        TypedAnswers.Read(drawn, values, text => InputParser.TryDecimal(text, out _) ? new NumberResponse(text) : new UnreadableNumber(text));

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, NumberResponse response) =>
        [(ResponseFields.Answer(drawn.Id), response.Text)];

    protected override ItemScore Grade(NumericItem item, NumberResponse? response) =>
        TypedAnswers.Score(response is not null, response is not null && IsNear(item, response.Text));

    protected override NumberResponse RightAnswer(NumericItem item) => new(item.Answer.ToString(CultureInfo.InvariantCulture));

    protected override NumberResponse WrongAnswer(NumericItem item) => new((item.Answer + (10 * item.Tolerance) + 7).ToString(CultureInfo.InvariantCulture));

    protected override LocalText? Explanation(NumericItem item) => item.Why;

    private static bool IsNear(NumericItem item, string text) =>
        InputParser.TryDecimal(text, out var number) && Difference(number, item.Answer) <= item.Tolerance;

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
