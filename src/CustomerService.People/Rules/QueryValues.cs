using System.Text.RegularExpressions;

namespace CustomerService.People.Rules;

/// <summary>Format of filters in the query string: lower-case words with hyphens, ids in their usual form. Invalid values are ignored.</summary>
public static partial class QueryValues
{
    /// <summary>Maximum length of a search text.</summary>
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

    /// <summary>The search text, trimmed and cut to <see cref="MaxSearchLength"/>; null if empty.</summary>
    public static string? ReadSearch(string? text) => text?.Trim() is { Length: > 0 } search ? search.Length > MaxSearchLength ? search[..MaxSearchLength] : search : null;

    /// <summary>A URL with the query parameters that are not null.</summary>
    public static string Href(string path, IEnumerable<(string Name, string? Value)> query)
    {
        var parts = query.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Capital();
}
