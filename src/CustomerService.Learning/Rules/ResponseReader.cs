using System.Globalization;
using CustomerService.Learning.Items;
using CustomerService.Platform;

namespace CustomerService.Learning.Rules;

/// <summary>Names of the form fields in which a page posts an answer. All begin with the item's id, so one form can hold many items.</summary>
public static class ResponseFields
{
    /// <summary>Present wherever the item was on the page, so that clearing the last checkbox is detected. Any value.</summary>
    public static string Shown(string itemId) => $"{itemId}.shown";

    /// <summary>The chosen option's id (repeated in a multiple choice), or the typed text or number.</summary>
    public static string Answer(string itemId) => $"{itemId}.answer";

    /// <summary>For a left side: the 1-based position, in <see cref="DrawnItem.Order"/>, of the right side given; empty for none.</summary>
    public static string Match(string itemId, string leftId) => $"{itemId}.match.{leftId}";

    /// <summary>For the step shown at a 1-based position: the rank given to it, 1 to the number of steps; empty for none.</summary>
    public static string Rank(string itemId, int position) => string.Create(CultureInfo.InvariantCulture, $"{itemId}.rank.{position}");
}

/// <summary>Builds a response from form fields, or a refusal saying what is wrong with them.</summary>
public static class ResponseReader
{
    /// <summary>Longest typed answer.</summary>
    public const int MaxTextLength = 300;

    /// <summary>Whether any field belongs to the item.</summary>
    public static bool Speaks(string itemId, IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.Any(f => f.Key.StartsWith(itemId + ".", StringComparison.Ordinal));

    /// <returns>The response, <see cref="BlankResponse"/> where nothing was given, or a refusal of the family <c>answer.*</c>.</returns>
    public static Result<Response> Read(DrawnItem drawn, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var values = fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToLookup(f => f.Key, f => f.Value.Trim(), StringComparer.Ordinal);
        return ItemTypes.Of(drawn.Item).Read(drawn, values);
    }
}
