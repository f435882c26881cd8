using System.Text.RegularExpressions;
using CustomerService.People.Data;
using CustomerService.People.Rules;

namespace CustomerService.Reports.Rules;

/// <summary>Which people and courses the matrix shows, as the address says it. What cannot be read is left out, so that an old link
/// still opens.</summary>
/// <param name="UnitId">This unit and all below it.</param>
/// <param name="State">People with at least one shown course in this state.</param>
public sealed partial record MatrixFilter(string? Search, Guid? UnitId, Guid? OrganisationId, Audience? Audience, string? CourseId, CellState? State)
{
    public const string SearchName = "q";
    public const string UnitName = "unit";
    public const string OrganisationName = "organisation";
    public const string AudienceName = "audience";
    public const string CourseName = "course";
    public const string StateName = "state";

    private const int LongestSearch = 100;

    public static MatrixFilter All { get; } = new(null, null, null, null, null, null);

    public bool IsAll => this == All;

    /// <summary>Reads a filter.</summary>
    /// <param name="query">Gives the value of a name in the address; null where it is absent.</param>
    public static MatrixFilter Read(Func<string, string?> query)
    {
        var search = query(SearchName)?.Trim();
        var course = query(CourseName);
        return new(
            string.IsNullOrEmpty(search) ? null : search.Length > LongestSearch ? search[..LongestSearch] : search,
            Id(query(UnitName)),
            Id(query(OrganisationName)),
            Word<Audience>(query(AudienceName)),
            course is not null && CourseIdShape().IsMatch(course) ? course : null,
            Word<CellState>(query(StateName)));
    }

    /// <summary>The filter as names and values of an address, without those that filter nothing.</summary>
    public IEnumerable<(string Name, string Value)> Query()
    {
        (string, string?)[] all =
        [
            (SearchName, Search), (UnitName, UnitId?.ToString("D")), (OrganisationName, OrganisationId?.ToString("D")),
            (AudienceName, Audience is { } audience ? WordOf(audience) : null), (CourseName, CourseId), (StateName, State is { } state ? WordOf(state) : null),
        ];
        return all.Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!));
    }

    /// <summary>The address of a page with this filter.</summary>
    public string Href(string path, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        List<string> parts = [.. Query().Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}")];
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    /// <summary>Where a page begins, as the address says it.</summary>
    public static SliceKey ReadKey(Func<string, string?> query) => new(Id(query("after")), Id(query("before")));

    /// <summary>The word for a value in addresses: <c>in-progress</c>.</summary>
    public static string WordOf<T>(T value) where T : struct, Enum => Capital().Replace(value.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    private static T? Word<T>(string? word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(WordOf(value), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static Guid? Id(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    [GeneratedRegex("^[A-Za-z0-9-]{1,20}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CourseIdShape();

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Capital();
}
