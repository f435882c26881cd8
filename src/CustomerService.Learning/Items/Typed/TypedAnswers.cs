using CustomerService.Learning.Rules;
using CustomerService.Platform;

namespace CustomerService.Learning.Items.Typed;

/// <summary>Shared by the types with one typed answer.</summary>
internal static class TypedAnswers
{
    /// <summary>The response from the text in the one field.</summary>
    public static Result<Response> Read(DrawnItem drawn, ILookup<string, string> values, Func<string, Result<Response>> read) =>
        values[ResponseFields.Answer(drawn.Id)].FirstOrDefault() is not { } text ? new BlankResponse()
        : text.Length > ResponseReader.MaxTextLength ? new AnswerTooLong(ResponseReader.MaxTextLength)
        : read(text);

    /// <summary>All or nothing.</summary>
    public static ItemScore Score(bool answered, bool right) =>
        new(right ? 1 : 0, right, [new PartVerdict("", right ? Verdict.Right : answered ? Verdict.Wrong : Verdict.Missed)]);
}
