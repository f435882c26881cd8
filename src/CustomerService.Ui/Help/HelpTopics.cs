using System.Security.Claims;
using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Help;

/// <summary>The topics under the heading of one reader.</summary>
public sealed record HelpGroup(HelpReader Reader, IReadOnlyList<HelpTopic> Topics);

/// <summary>All help topics of the capabilities; read once, at start.</summary>
public sealed class HelpTopics
{
    private readonly IReadOnlyList<HelpReader> _readers;

    /// <exception cref="InvalidOperationException">A topic is incomplete; the message names file and reason.</exception>
    public HelpTopics(IEnumerable<HelpReader> readers, IEnumerable<HelpSource> sources)
    {
        _readers = [.. readers];
        All = [.. sources.SelectMany(s => s.Read(_readers)).OrderBy(t => t.Order).ThenBy(t => t.Slug, StringComparer.Ordinal)];
        if (All.GroupBy(t => t.Slug, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"There are two help topics {twice.Key}.");
        }
    }

    public IReadOnlyList<HelpTopic> All { get; }

    /// <summary>The topic with this slug; null if there is none.</summary>
    public HelpTopic? Find(string slug) => All.FirstOrDefault(t => t.Slug.Equals(slug, StringComparison.OrdinalIgnoreCase));

    /// <summary>The topic that explains the page at a path, preferably one for this user; null if there is none.</summary>
    public HelpTopic? Of(string path, ClaimsPrincipal person)
    {
        var segments = HelpTopic.Split(path);
        return All.Select(t => (Topic: t, Fit: t.Fit(segments))).Where(t => t.Fit is not null)
            .OrderByDescending(t => t.Fit).ThenByDescending(t => t.Topic.IsFor(person)).Select(t => t.Topic).FirstOrDefault();
    }

    /// <summary>The user's own tasks, each once, by reader.</summary>
    public IReadOnlyList<HelpGroup> Own(ClaimsPrincipal person)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        return [.. _readers.Where(r => r.Includes(person)).Select(r => new HelpGroup(r, [.. All.Where(t => t.Readers.Contains(r) && shown.Add(t.Slug))])).Where(g => g.Topics.Count > 0)];
    }

    /// <summary>The tasks of everybody else.</summary>
    public IReadOnlyList<HelpGroup> OfOthers(ClaimsPrincipal person) =>
        [.. _readers.Reverse().Where(r => !r.Includes(person)).Select(r => new HelpGroup(r, [.. All.Where(t => t.Readers.Contains(r))])).Where(g => g.Topics.Count > 0)];

    /// <summary>The topics, in either language, that contain every word asked for, ignoring spelling variants: best first, the user's own before others.</summary>
    public IReadOnlyList<HelpTopic> Search(string asked, ClaimsPrincipal person)
    {
        var words = TextNormalizer.Key(asked).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Select(t => (Topic: t, Rank: t.Rank(words))).Where(t => t.Rank > 0)
            .OrderByDescending(t => t.Topic.IsFor(person)).ThenByDescending(t => t.Rank).Select(t => t.Topic)];
    }
}
