using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CustomerService.Learning.Items;

namespace CustomerService.Learning.Rules;

/// <summary>A learner's answer to an item. Serialised as JSON with its type, at most <see cref="MaxLength"/> characters.</summary>
public abstract record Response
{
    /// <summary>Longest response as JSON, in characters.</summary>
    public const int MaxLength = 4000;

    public string ToJson() => JsonSerializer.Serialize(this, ResponseJson.Options);

    /// <exception cref="JsonException">The text is not a response.</exception>
    public static Response FromJson(string json) =>
        JsonSerializer.Deserialize<Response>(json, ResponseJson.Options) ?? throw new JsonException("A response is never null.");
}

/// <summary>The learner cleared an answer.</summary>
public sealed record BlankResponse : Response;

/// <summary>How responses are stored, alone or in a result: each has its discriminator in the property <c>type</c>.</summary>
internal static class ResponseJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddKinds } },
    };

    private static void AddKinds(JsonTypeInfo json)
    {
        if (json.Type != typeof(Response))
        {
            return;
        }

        json.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var kind in ItemTypes.All.Select(t => t.ResponseKind).Prepend(new ResponseKind("blank", typeof(BlankResponse))).Distinct())
        {
            json.PolymorphismOptions.DerivedTypes.Add(new(kind.Class, kind.Name));
        }
    }
}
