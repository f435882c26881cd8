using CustomerService.Learning.Rules;

namespace CustomerService.Reports.Rules;

/// <summary>Where a person stands in a course. The first that fits, from the last to the first, is shown.</summary>
public enum CellState
{
    /// <summary>Neither assigned nor begun.</summary>
    NotAssigned,

    /// <summary>Assigned and not begun.</summary>
    NotStarted,
    InProgress,

    /// <summary>The due date has passed without completion.</summary>
    Overdue,

    /// <summary>The last attempt at the quiz failed, and another waits: for its time, for the learner, or for a release.</summary>
    Failed,
    Completed,
}

/// <summary>An attempt at the quiz of the present enrolment.</summary>
public sealed record AttemptOutcome(AttemptState State, bool Passed, DateTime? SubmittedAtUtc);

/// <summary>What is on record of one person and one course.</summary>
/// <param name="StartedAtUtc">Of the present enrolment; null where there is none.</param>
/// <param name="CompletedAtUtc">Of the present enrolment.</param>
/// <param name="Minutes">Training minutes credited with the completion.</param>
/// <param name="Released">Attempts released beyond the rules.</param>
/// <param name="Allowed">Attempts by the rules of the pinned revision.</param>
/// <param name="GapHours">Between two attempts.</param>
public sealed record CellInputs(
    DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc, int? Percent, int Minutes,
    IReadOnlyList<AttemptOutcome> Attempts, int Released, int Allowed, int GapHours)
{
    public static CellInputs None { get; } = new(null, null, null, null, null, 0, [], 0, 0, 0);
}

/// <summary>A cell of the matrix.</summary>
/// <param name="IsOverdue">Not complete after the due date; true in <see cref="CellState.Overdue"/> and possible in <see cref="CellState.Failed"/>.</param>
/// <param name="NeedsRelease">All attempts are used: somebody in charge releases another.</param>
/// <param name="RetakeFromUtc">When the next attempt may start, where that lies ahead.</param>
public sealed record MatrixCell(
    string CourseId, CellState State, bool IsOverdue, DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc,
    int? Percent, int Minutes, int Attempts, bool NeedsRelease, DateTime? RetakeFromUtc)
{
    public static MatrixCell Of(string courseId, CellInputs facts, DateTime nowUtc)
    {
        var isCompleted = facts.CompletedAtUtc is not null;
        var isOverdue = !isCompleted && facts.DueAtUtc < nowUtc;
        var hasFailed = !isCompleted && facts.Attempts.Count > 0 && facts.Attempts.All(a => a is { State: AttemptState.Submitted, Passed: false });
        var needsRelease = hasFailed && facts.Attempts.Count >= facts.Allowed + facts.Released;
        var retakeFrom = hasFailed && !needsRelease ? facts.Attempts.Max(a => a.SubmittedAtUtc)?.AddHours(facts.GapHours) : null;
        var state = isCompleted ? CellState.Completed
            : hasFailed ? CellState.Failed
            : isOverdue ? CellState.Overdue
            : facts.StartedAtUtc is not null ? CellState.InProgress
            : facts.AssignedAtUtc is not null ? CellState.NotStarted
            : CellState.NotAssigned;
        return new(
            courseId, state, isOverdue, facts.AssignedAtUtc, facts.DueAtUtc, facts.StartedAtUtc, facts.CompletedAtUtc, facts.Percent, facts.Minutes,
            facts.Attempts.Count, needsRelease, retakeFrom > nowUtc ? retakeFrom : null);
    }

    /// <summary>Whether a filter by state keeps this cell. Overdue keeps the failed ones that are late as well.</summary>
    public bool Fits(CellState wanted) => State == wanted || (wanted == CellState.Overdue && IsOverdue);
}
