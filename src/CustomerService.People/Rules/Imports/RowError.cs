using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Platform;

namespace CustomerService.People.Rules.Imports;

/// <summary>What is wrong with a row: a refusal by its code and arguments, stored without a language, and the column that it is about.</summary>
/// <param name="Field">Null: the row as a whole.</param>
/// <param name="Arguments">Whole numbers and texts.</param>
public sealed record RowError(ImportField? Field, string Code, IReadOnlyList<object?> Arguments)
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter(), new ScalarConverter() } };

    public static RowError Of(ImportField? field, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(field, refusal.Code, refusal.Arguments);
    }

    public static IReadOnlyList<RowError> Read(string? json) => string.IsNullOrEmpty(json) ? [] : JsonSerializer.Deserialize<List<RowError>>(json, Format) ?? [];

    public static string? Write(IReadOnlyCollection<RowError> errors) => errors.Count == 0 ? null : JsonSerializer.Serialize(errors, Format);

    /// <summary>Numbers stay numbers, which the formatter writes in the reader's digits.</summary>
    private sealed class ScalarConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : reader.GetString();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            switch (value)
            {
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case int number:
                    writer.WriteNumberValue(number);
                    break;
                default:
                    writer.WriteStringValue(value.ToString());
                    break;
            }
        }
    }
}
