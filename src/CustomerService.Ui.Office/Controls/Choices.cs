using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Something that a picker offers.</summary>
/// <param name="Detail">What tells two of the same name apart: a unit, the units above.</param>
/// <param name="Depth">How far within a tree; 0 at the top.</param>
public sealed record Choice(Guid Id, string Name, string? Detail = null, int Depth = 0);

/// <summary>A unit for the unit picker.</summary>
/// <param name="ParentId">The unit above; null at the top.</param>
public sealed record UnitNode(Guid Id, string Name, Guid? ParentId);

/// <summary>Units as lines of a tree, each below the one it belongs to, in the order in which they came.</summary>
public sealed class UnitTree
{
    /// <summary>A mark that both directions read as "within".</summary>
    private const string Within = " / ";

    private readonly List<(Choice Line, string Key, Guid? ParentId)> _lines = [];

    public UnitTree(IEnumerable<UnitNode> units)
    {
        var all = units.ToList();
        var known = all.Select(u => u.Id).ToHashSet();
        var below = all.ToLookup(u => u.ParentId is { } parent && known.Contains(parent) ? parent : (Guid?)null);
        Add(null, null, 0);

        void Add(Guid? parent, string? path, int depth)
        {
            foreach (var unit in below[parent])
            {
                _lines.Add((new(unit.Id, unit.Name, path, depth), TextNormalizer.CompactKey(unit.Name), parent));
                Add(unit.Id, path is null ? unit.Name : path + Within + unit.Name, depth + 1);
            }
        }
    }

    /// <summary>The units in whose name every word is found, however it is spelt, with the units above them; all, where nothing is typed.</summary>
    public IReadOnlyList<Choice> Find(string? typed)
    {
        var words = TextNormalizer.Key(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wanted = new HashSet<Guid>();
        // From the end, so that every unit comes before the one it belongs to.
        foreach (var (line, key, parent) in Enumerable.Reverse(_lines))
        {
            if (wanted.Contains(line.Id) || words.All(w => key.Contains(w, StringComparison.Ordinal)))
            {
                wanted.UnionWith(parent is { } above ? [line.Id, above] : [line.Id]);
            }
        }

        return [.. _lines.Where(l => wanted.Contains(l.Line.Id)).Select(l => l.Line)];
    }
}
