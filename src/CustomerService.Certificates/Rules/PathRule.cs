namespace CustomerService.Certificates.Rules;

/// <summary>A completed course, with the data needed for paths.</summary>
/// <param name="ValidUntilUtc">End of validity; null: unlimited.</param>
public sealed record CourseDone(string CourseId, Guid CompletionId, int? Percent, int Minutes, DateTime AtUtc, DateTime? ValidUntilUtc);

/// <summary>Totals of an earned path.</summary>
/// <param name="Percent">Mean of the courses' scores, rounded half up; null if none has a score.</param>
public sealed record PathEarned(int Minutes, int? Percent);

/// <summary>Decides when the courses of a path earn its certificate.</summary>
public static class PathRule
{
    /// <summary>A path is earned when every course is valid at this instant. After an earlier certificate of the path every course must have
    /// been completed again since: a renewal covers all courses.</summary>
    /// <param name="formerIssuedAtUtc">Issue date of the path's last certificate in force; null if there is none.</param>
    /// <returns>Null if not earned yet.</returns>
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
