using CustomerService.Ui.Controls;

namespace CustomerService.Certificates.Rules;

/// <summary>A completed course, as far as paths need it.</summary>
/// <param name="ValidUntilUtc">Until when it counts; null: for ever.</param>
public sealed record CourseDone(string CourseId, Guid CompletionId, int? Percent, int Minutes, DateTime AtUtc, DateTime? ValidUntilUtc);

/// <summary>What a path was earned with.</summary>
/// <param name="Percent">Mean of the courses' scores, half up; null where none has one.</param>
public sealed record PathEarned(int Minutes, int? Percent);

/// <summary>When all courses of a path together earn its certificate.</summary>
public static class PathRule
{
    /// <summary>A path is earned when every course counts at this instant. After a former certificate of the path every course must have
    /// been completed again since: a renewal renews all of it.</summary>
    /// <param name="formerIssuedAtUtc">Of the path's last certificate that stands; null: there is none.</param>
    /// <returns>Null: not yet.</returns>
    public static PathEarned? Earned(IReadOnlyCollection<string> courseIds, IReadOnlyCollection<CourseDone> done, DateTime? formerIssuedAtUtc, DateTime nowUtc)
    {
        var latest = new List<CourseDone>();
        foreach (var courseId in courseIds)
        {
            var one = done.Where(d => d.CourseId == courseId && d.AtUtc <= nowUtc).MaxBy(d => d.AtUtc);
            if (one is null || one.ValidUntilUtc < nowUtc || one.AtUtc <= formerIssuedAtUtc)
            {
                return null;
            }

            latest.Add(one);
        }

        var scores = latest.Where(d => d.Percent is not null).Select(d => (decimal)d.Percent!.Value).ToList();
        return latest.Count == 0
            ? null
            : new(latest.Sum(d => d.Minutes), scores.Count == 0 ? null : (int)decimal.Round(scores.Average(), MidpointRounding.AwayFromZero));
    }
}
