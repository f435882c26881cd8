using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerService.Learning.Rules;

/// <summary>What a learner answered to an item. Written as JSON with its type, at most <see cref="MaxLength"/> characters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(BlankResponse), "blank")]
[JsonDerivedType(typeof(ChoiceResponse), "choice")]
[JsonDerivedType(typeof(MatchingResponse), "matching")]
[JsonDerivedType(typeof(OrderingResponse), "ordering")]
[JsonDerivedType(typeof(TextResponse), "text")]
[JsonDerivedType(typeof(NumberResponse), "number")]
public abstract record Response
{
    /// <summary>Longest response as JSON, in characters.</summary>
    public const int MaxLength = 4000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no response.</exception>
    public static Response FromJson(string json) =>
        JsonSerializer.Deserialize<Response>(json, Json) ?? throw new JsonException("A response is never null.");
}

/// <summary>The learner took an answer back.</summary>
public sealed record BlankResponse : Response;

/// <param name="OptionIds">The options chosen.</param>
public sealed record ChoiceResponse(IReadOnlyList<string> OptionIds) : Response;

/// <param name="Rights">Id of the left side's pair → id of the pair or extra whose right side was given. A left without a right is absent.</param>
public sealed record MatchingResponse(IReadOnlyDictionary<string, string> Rights) : Response;

/// <param name="StepIds">All steps, in the order the learner gave.</param>
public sealed record OrderingResponse(IReadOnlyList<string> StepIds) : Response;

public sealed record TextResponse(string Text) : Response;

/// <param name="Text">As typed, in any digits; it was readable when it was accepted.</param>
public sealed record NumberResponse(string Text) : Response;
