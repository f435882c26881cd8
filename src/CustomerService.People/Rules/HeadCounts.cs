namespace CustomerService.People.Rules;

/// <summary>How many people belong to a node of the organisation tree.</summary>
/// <param name="Own">Whose place is the node itself.</param>
/// <param name="WithBelow">Those, and the people of all nodes below; whoever has several places there counts once.</param>
public sealed record HeadCount(int Own, int WithBelow);

/// <summary>Adds up the people of a tree.</summary>
public static class HeadCounts
{
    /// <param name="nodes">Each after the one above it.</param>
    /// <param name="own">The people of each node that has some, each once.</param>
    /// <param name="several">The places of those who have more than one.</param>
    public static IReadOnlyDictionary<Guid, HeadCount> Of(
        IReadOnlyList<(Guid Id, Guid? AboveId)> nodes, IReadOnlyDictionary<Guid, int> own, IEnumerable<(Guid PersonId, Guid NodeId)> several)
    {
        var above = nodes.ToDictionary(n => n.Id, n => n.AboveId);
        var sums = nodes.ToDictionary(n => n.Id, n => own.GetValueOrDefault(n.Id));
        foreach (var (id, aboveId) in nodes.Reverse())
        {
            if (aboveId is { } parent && sums.ContainsKey(parent))
            {
                sums[parent] += sums[id];
            }
        }

        foreach (var person in several.Distinct().GroupBy(s => s.PersonId))
        {
            var times = new Dictionary<Guid, int>();
            foreach (var (_, place) in person)
            {
                for (Guid? at = place; at is { } node && above.TryGetValue(node, out var next); at = next)
                {
                    times[node] = times.GetValueOrDefault(node) + 1;
                }
            }

            foreach (var (node, count) in times)
            {
                sums[node] -= count - 1;
            }
        }

        return nodes.ToDictionary(n => n.Id, n => new HeadCount(own.GetValueOrDefault(n.Id), sums[n.Id]));
    }
}
