using System.Security.Claims;
using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Help;

/// <summary>How one task is done, on one short page.</summary>
/// <param name="Slug">In the URL; the name of the topic's files.</param>
/// <param name="Body">Markdown of the dialect of lessons; links lead to pages (<c>/learning</c>) or to topics (<c>help:sign-in</c>).</param>
/// <param name="Words">What else people call it: found by the search, not shown.</param>
/// <param name="Readers">Who does it.</param>
/// <param name="Order">Ascending within a reader's topics; tasks in the order in which they are met.</param>
/// <param name="Routes">Patterns of the pages that the topic explains: <c>/courses/{CourseId}/quiz</c>.</param>
public sealed record HelpTopic(
    string Slug, LocalText Title, LocalText Summary, LocalText Body, LocalText Words, IReadOnlyList<HelpReader> Readers, int Order, IReadOnlyList<string> Routes)
{
    private readonly IReadOnlyList<RouteShape> _shapes = [.. Routes.Select(RouteShape.Of)];
    private readonly string _heading = TextNormalizer.Key(string.Join(' ', Title.Fa, Title.En, Words.Fa, Words.En));
    private readonly string _text = TextNormalizer.Key(string.Join(' ', Summary.Fa, Summary.En, Body.Fa, Body.En));

    /// <summary>Whether the task is one of the user's.</summary>
    public bool IsFor(ClaimsPrincipal person) => Readers.Any(r => r.Includes(person));

    /// <summary>How exactly one of its routes matches the segments of a path: more for more literal segments, null for no match.</summary>
    internal int? Fit(string[] path) => _shapes.Max(s => s.Fit(path));

    /// <summary>The segments of a path.</summary>
    internal static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>2 if title or search words contain all the words asked for, 1 if the topic as a whole does, otherwise 0.</summary>
    /// <param name="words">Keys of <see cref="TextNormalizer"/>.</param>
    public int Rank(IReadOnlyList<string> words) =>
        words.All(w => _heading.Contains(w, StringComparison.Ordinal)) ? 2
        : words.All(w => _heading.Contains(w, StringComparison.Ordinal) || _text.Contains(w, StringComparison.Ordinal)) ? 1
        : 0;

    /// <summary>A route pattern as segments; null for a parameter, which matches any segment.</summary>
    private sealed record RouteShape(IReadOnlyList<string?> Segments)
    {
        public static RouteShape Of(string pattern) => new([.. Split(pattern).Select(s => s.StartsWith('{') ? null : s)]);

        public int? Fit(string[] path) =>
            path.Length == Segments.Count && path.Zip(Segments).All(s => s.Second is null || s.Second.Equals(s.First, StringComparison.OrdinalIgnoreCase))
                ? Segments.Count(s => s is not null)
                : null;
    }
}
