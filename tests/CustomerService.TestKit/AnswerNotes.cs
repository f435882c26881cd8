using CustomerService.Learning.Rules;

namespace CustomerService.TestKit;

/// <summary>
/// What a learner did on one opened page of a quiz, and what they were told: to be compared with the database at the end. The rule: for every
/// item of which an answer was acknowledged, exactly one row stands, of this page, and it holds the answer last acknowledged or one that the
/// learner gave after it. (An answer that was given and never acknowledged may have arrived or not; one that was followed by an acknowledged
/// answer may not come back.) Of an item whose answers were never acknowledged, one row or none.
/// </summary>
/// <param name="page">The page's number, as its script draws it.</param>
public sealed class AnswerNotes(Guid page)
{
    private readonly Dictionary<string, SortedList<int, string>> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _acknowledged = new(StringComparer.Ordinal);
    private int _order;

    public Guid Page => page;

    /// <summary>How many answers were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Notes an answer before it is sent.</summary>
    /// <param name="response">The answer as JSON.</param>
    /// <returns>Its number among the answers of the page.</returns>
    public int Give(string itemId, string response)
    {
        if (!_given.TryGetValue(itemId, out var answers))
        {
            _given.Add(itemId, answers = []);
        }

        answers.Add(++_order, response);
        return _order;
    }

    /// <summary>Notes that an answer was called saved.</summary>
    public void Acknowledge(string itemId, int order)
    {
        _acknowledged[itemId] = order;
        Acknowledged++;
    }

    /// <summary>Whether the answer given last to an item is this one, and was acknowledged.</summary>
    public bool HasSaved(string itemId, string response) =>
        _given.TryGetValue(itemId, out var answers) && _acknowledged.TryGetValue(itemId, out var order)
        && answers.Keys[^1] == order && answers.Values[^1] == response;

    /// <returns>A sentence for each thing lost, doubled or made up.</returns>
    public IEnumerable<string> Compare(IReadOnlyCollection<AttemptAnswer> stored)
    {
        foreach (var item in stored.GroupBy(a => a.ItemId, StringComparer.Ordinal))
        {
            if (item.Count() > 1)
            {
                yield return $"{item.Key} has {item.Count()} rows.";
            }

            foreach (var row in item)
            {
                if (row.Page != page || row.PageOrder is not { } order || !_given.TryGetValue(item.Key, out var answers) || !answers.TryGetValue(order, out var given))
                {
                    yield return $"{item.Key} holds an answer that nobody gave: number {row.PageOrder} of page {row.Page}.";
                }
                else if (given != row.Response)
                {
                    yield return $"{item.Key} holds {row.Response}; answer {order} was {given}.";
                }
            }
        }

        foreach (var (item, acknowledged) in _acknowledged)
        {
            var order = stored.FirstOrDefault(a => a.ItemId == item)?.PageOrder;
            if (order is null || order < acknowledged)
            {
                yield return $"{item}: answer {acknowledged} was called saved, and {(order is null ? "no row stands" : $"answer {order} stands")}.";
            }
        }
    }
}
