using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Learning.Rules;

/// <summary>How far a person is on a path. The certificate of the path needs a completion of every course that counts.</summary>
/// <param name="Done">Ids of its courses with a completion that counts.</param>
public sealed record PathProgress(LearningPath Path, IReadOnlySet<string> Done)
{
    public int DoneCount => Path.Courses.Count(Done.Contains);

    public bool IsComplete => DoneCount == Path.Courses.Count;

    /// <summary>Completed courses as a fraction, 0–1.</summary>
    public decimal Share => Path.Courses.Count == 0 ? 0 : DoneCount / (decimal)Path.Courses.Count;

    /// <summary>The paths of somebody: those for their audiences, and those that are assigned to them.</summary>
    /// <param name="assigned">Ids of assigned paths.</param>
    public static IReadOnlyList<LearningPath> For(IEnumerable<LearningPath> paths, IReadOnlyCollection<Audience> audiences, IReadOnlyCollection<string> assigned) =>
        [.. paths.Where(p => audiences.Contains(p.Audience) || assigned.Contains(p.Id))];
}
