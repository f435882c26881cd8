using System.Globalization;
using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items;

/// <summary>The values in the fields of an item: a saved response, or what was just posted, valid or not.</summary>
public sealed class FieldValues
{
    private readonly ILookup<string, string> _values;

    private FieldValues(IEnumerable<KeyValuePair<string, string>> fields) =>
        _values = fields.ToLookup(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <summary>Not answered yet.</summary>
    public static FieldValues None { get; } = new([]);

    public static FieldValues Of(IEnumerable<KeyValuePair<string, string>> posted) => new(posted);

    /// <summary>The fields that post this response.</summary>
    public static FieldValues Of(DrawnItem drawn, Response? response) => new(ItemTypes.Of(drawn.Item).Write(drawn, response));

    public bool Has(string field, string value) => _values[field].Contains(value);

    public string? First(string field) => _values[field].FirstOrDefault();

    /// <summary>A number as a field value.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
