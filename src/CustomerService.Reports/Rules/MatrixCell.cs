using CustomerService.Learning.Rules;

namespace CustomerService.Reports.Rules;

/// <summary>A person's state in a course. If several apply, the last in this list is shown.</summary>
public enum CellState
{
    /// <summary>Neither assigned nor started.</summary>
    NotAssigned,

    /// <summary>Assigned but not started.</summary>
    NotStarted,
    InProgress,

    /// <summary>The due date has passed without completion.</summary>
    Overdue,

    /// <summary>The last quiz attempt failed, and the next one is pending: the waiting time, the learner, or a release.</summary>
    Failed,
    Completed,
}

/// <summary>A quiz attempt of the current enrolment.</summary>
public sealed record AttemptOutcome(AttemptState State, bool Passed, DateTime? SubmittedAtUtc);

/// <summary>The recorded data of one person and one course.</summary>
/// <param name="StartedAtUtc">Of the current enrolment; null if there is none.</param>
/// <param name="CompletedAtUtc">Of the current enrolment.</param>
/// <param name="Minutes">Training minutes credited for the completion.</param>
/// <param name="Released">Additional attempts released beyond the rules.</param>
/// <param name="Allowed">Attempts allowed by the rules of the pinned revision.</param>
/// <param name="GapHours">Minimum hours between two attempts.</param>
/// <param name="ActiveMinutes">Minutes in which the person was seen at work in the current enrolment.</param>
public sealed record CellInputs(
    DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc, int? Percent, int Minutes,
    IReadOnlyList<AttemptOutcome> Attempts, int Released, int Allowed, int GapHours, int ActiveMinutes = 0)
{
    public static CellInputs None { get; } = new(null, null, null, null, null, 0, [], 0, 0, 0);
}

/// <summary>A cell of the matrix.</summary>
/// <param name="IsOverdue">Not completed by the due date; true in <see cref="CellState.Overdue"/> and possible in <see cref="CellState.Failed"/>.</param>
/// <param name="NeedsRelease">All attempts are used: HR or a manager must release another.</param>
/// <param name="RetakeFromUtc">When the next attempt may start, if in the future.</param>
public sealed record MatrixCell(
    string CourseId, CellState State, bool IsOverdue, DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc,
    int? Percent, int Minutes, int Attempts, bool NeedsRelease, DateTime? RetakeFromUtc, int ActiveMinutes = 0)
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
            facts.Attempts.Count, needsRelease, retakeFrom > nowUtc ? retakeFrom : null, facts.ActiveMinutes);
    }

    /// <summary>Whether the cell matches a state filter. Overdue includes failed cells that are overdue.</summary>
    public bool Fits(CellState wanted) => State == wanted || (wanted == CellState.Overdue && IsOverdue);
}
