using System.Text.RegularExpressions;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Rules;

/// <summary>How filters stand in addresses: words in lower case with hyphens, ids in their usual form. What cannot be read is nothing.</summary>
public static partial class QueryValues
{
    /// <summary>Longest text to search for.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>The word for a value: <c>in-progress</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Capital().Replace(value.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    public static T? Read<T>(string? word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Of(value), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    public static Guid? ReadId(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    /// <summary>What is searched for, trimmed and cut to <see cref="MaxSearchLength"/>; null for nothing.</summary>
    public static string? ReadSearch(string? text) => text?.Trim() is { Length: > 0 } search ? search.Length > MaxSearchLength ? search[..MaxSearchLength] : search : null;

    /// <summary>An address with the names and values that are not null.</summary>
    public static string Href(string path, IEnumerable<(string Name, string? Value)> query)
    {
        var parts = query.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Capital();
}
