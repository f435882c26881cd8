using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;

namespace CustomerService.Learning.Rules;

/// <summary>The verdict on one part of an answer.</summary>
public enum Verdict
{
    /// <summary>Chosen or given, and right.</summary>
    Right,

    /// <summary>Chosen or given, and wrong.</summary>
    Wrong,

    /// <summary>Right, but not chosen or given.</summary>
    Missed,

    /// <summary>Wrong, and not chosen.</summary>
    RightlyLeft,
}

/// <summary>The verdict on an option, a left side of a matching, a step of an ordering, or (empty id) the one typed answer.</summary>
/// <param name="Given">Matching: id of the right side given.</param>
public sealed record PartVerdict(string Id, Verdict Verdict, string? Given = null);

/// <summary>The score of an answer.</summary>
/// <param name="Points">0 to 1, unrounded.</param>
/// <param name="Parts">Options in the item's order; left sides in the item's order; steps in the order given.</param>
public sealed record ItemScore(decimal Points, bool IsCorrect, IReadOnlyList<PartVerdict> Parts);

/// <summary>Grades an answer by the table in content/README.md.</summary>
public static class Grading
{
    /// <summary>A response that does not fit the item, or none, scores 0.</summary>
    public static ItemScore Grade(Item item, Response? response) => ItemTypes.Of(item).Grade(item, response);
}
