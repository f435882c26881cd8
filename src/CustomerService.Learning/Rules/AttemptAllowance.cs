using CustomerService.Catalogue.Rules;
using CustomerService.Platform;

namespace CustomerService.Learning.Rules;

/// <summary>What the retake rules need to know about an earlier attempt.</summary>
public sealed record PastAttempt(Guid Id, int Number, AttemptState State, DateTime? SubmittedAtUtc, bool Passed);

public enum AllowanceState
{
    /// <summary>An attempt may start now.</summary>
    Allowed,

    /// <summary>An attempt is open: continue it.</summary>
    Open,

    /// <summary>Lessons must be finished first.</summary>
    LessonsFirst,

    /// <summary>The next attempt may start later.</summary>
    Wait,

    /// <summary>All attempts are used: a manager or HR must release another.</summary>
    NeedsRelease,

    /// <summary>Passed: no further attempt.</summary>
    Passed,
}

/// <summary>Whether a learner may start the final quiz, and if not, why.</summary>
/// <param name="Used">Attempts started so far.</param>
/// <param name="Total">Attempts allowed by the rules, plus those released.</param>
/// <param name="OpenAttemptId">The attempt to continue, where one is open.</param>
/// <param name="FromUtc">When the next may start, where that is later.</param>
/// <param name="MissingLessons">Lessons to finish first.</param>
public sealed record AttemptAllowance(AllowanceState State, int Used, int Total, Guid? OpenAttemptId, DateTime? FromUtc, IReadOnlyList<string> MissingLessons)
{
    public bool IsAllowed => State == AllowanceState.Allowed;

    public int Remaining => Math.Max(0, Total - Used);

    /// <summary>The refusal of a new attempt; null where one is allowed or open.</summary>
    public Refusal? Refusal => State switch
    {
        AllowanceState.Allowed or AllowanceState.Open => null,
        AllowanceState.LessonsFirst => new LessonsFirst(MissingLessons),
        AllowanceState.Wait => new WaitBeforeRetake(FromUtc!.Value),
        AllowanceState.NeedsRelease => new AttemptsUsedUp(Used),
        AllowanceState.Passed => new AlreadyPassed(),
        _ => throw new InvalidOperationException($"Unknown state {State}."),
    };

    /// <param name="released">Attempts released beyond the rules.</param>
    /// <param name="mayTestOut">The quiz may come before the lessons.</param>
    public static AttemptAllowance For(
        Course course, IReadOnlyCollection<PastAttempt> attempts, int released, IReadOnlySet<string> finishedLessons, bool mayTestOut, DateTime nowUtc)
    {
        var total = course.Quiz.Attempts + released;
        var used = attempts.Count;
        AttemptAllowance As(AllowanceState state, Guid? open = null, DateTime? from = null, IReadOnlyList<string>? missing = null) =>
            new(state, used, total, open, from, missing ?? []);

        if (attempts.Any(a => a.Passed))
        {
            return As(AllowanceState.Passed);
        }

        if (attempts.FirstOrDefault(a => a.State == AttemptState.Open) is { } open)
        {
            return As(AllowanceState.Open, open.Id);
        }

        if (used >= total)
        {
            return As(AllowanceState.NeedsRelease);
        }

        List<string> missing = mayTestOut ? [] : [.. course.Lessons.Select(l => l.Id).Where(id => !finishedLessons.Contains(id))];
        if (missing.Count > 0)
        {
            return As(AllowanceState.LessonsFirst, missing: missing);
        }

        var from = attempts.Max(a => a.SubmittedAtUtc)?.AddHours(course.Quiz.GapHours);
        return from > nowUtc ? As(AllowanceState.Wait, from: from) : As(AllowanceState.Allowed);
    }
}
