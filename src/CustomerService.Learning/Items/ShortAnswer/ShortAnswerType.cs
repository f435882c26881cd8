using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.Learning.Items.Typed;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items.ShortAnswer;

internal sealed class ShortAnswerType() : ItemType<ShortAnswerItem, TextResponse>("text")
{
    public override string Hint => LearningText.HintShort;

    public override Type Fields => typeof(ShortAnswerFields);

    public override Type Review => typeof(ShortAnswerReview);

    protected override IReadOnlyList<string> Arrange(ShortAnswerItem item, SplitMix64 random) => [];

    protected override Result<Response> Read(ShortAnswerItem item, DrawnItem drawn, ILookup<string, string> values) =>
        TypedAnswers.Read(drawn, values, text => new TextResponse(text));

    protected override IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, TextResponse response) =>
        [(ResponseFields.Answer(drawn.Id), response.Text)];

    protected override ItemScore Grade(ShortAnswerItem item, TextResponse? response) =>
        TypedAnswers.Score(response is not null, response is not null && Accepts(item, response.Text));

    protected override TextResponse RightAnswer(ShortAnswerItem item) => new(item.AcceptFa.Concat(item.AcceptEn).First());

    protected override TextResponse WrongAnswer(ShortAnswerItem item) => new("؟");

    protected override LocalText? Explanation(ShortAnswerItem item) => item.Why;

    /// <summary>Whether a typed term is among the accepted ones of either language, as a fair teacher compares them.</summary>
    private static bool Accepts(ShortAnswerItem item, string text)
    {
        var key = TextNormalizer.AnswerKey(text);
        return key.Length > 0 && item.AcceptFa.Concat(item.AcceptEn).Any(accepted => TextNormalizer.AnswerKey(accepted) == key);
    }
}
