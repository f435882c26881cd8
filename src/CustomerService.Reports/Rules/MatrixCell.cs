using CustomerService.Learning.Rules;

namespace CustomerService.Reports.Rules;

/// <summary>A person's state in a course. If several apply, the last in this list is shown.</summary>
public enum CellState
{
    /// <summary>Neither assigned nor started.</summary>
    NotAssigned,

    /// <summary>Neither assigned nor started, since somebody in charge exempted the person.</summary>
    Exempt,

    /// <summary>Assigned but not started.</summary>
    NotStarted,
    InProgress,

    /// <summary>The due date has passed without completion.</summary>
    Overdue,

    Completed,

    /// <summary>Completed, and near the end of its validity: <see cref="ValidityState.Expiring"/>.</summary>
    Expiring,

    /// <summary>Completed once, and no longer valid: <see cref="ValidityState.Expired"/>.</summary>
    Expired,

    /// <summary>The last quiz attempt failed, and the next one is pending: the waiting time, the learner, or a release.</summary>
    Failed,
}

/// <summary>A quiz attempt of the current enrolment.</summary>
public sealed record AttemptOutcome(AttemptState State, bool Passed, DateTime? SubmittedAtUtc);

/// <summary>The recorded data of one person and one course.</summary>
/// <param name="StartedAtUtc">Of the current enrolment; null if there is none.</param>
/// <param name="CompletedAtUtc">Of the last completion, whichever enrolment it ended; null if there is none.</param>
/// <param name="Percent">Of the last completion.</param>
/// <param name="Minutes">Training minutes credited for the last completion.</param>
/// <param name="Released">Additional attempts released beyond the rules.</param>
/// <param name="Allowed">Attempts allowed by the rules of the pinned revision.</param>
/// <param name="GapHours">Minimum hours between two attempts.</param>
/// <param name="ActiveMinutes">Minutes in which the person was seen at work in the current enrolment.</param>
/// <param name="ValidUntilUtc">End of the last completion's validity; null: without an end.</param>
/// <param name="IsRenewing">A renewal was begun after the last completion.</param>
/// <param name="IsExempt">Somebody in charge exempted the person; then nothing is assigned.</param>
public sealed record CellInputs(
    DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc, int? Percent, int Minutes,
    IReadOnlyList<AttemptOutcome> Attempts, int Released, int Allowed, int GapHours, int ActiveMinutes = 0, DateTime? ValidUntilUtc = null, bool IsRenewing = false, bool IsExempt = false)
{
    public static CellInputs None { get; } = new(null, null, null, null, null, 0, [], 0, 0, 0);
}

/// <summary>A cell of the matrix.</summary>
/// <param name="IsOverdue">Nothing that counts by the due date; true in <see cref="CellState.Overdue"/> and possible in <see cref="CellState.Expired"/> and <see cref="CellState.Failed"/>.</param>
/// <param name="DueAtUtc">Of the assignment; once completed, the end of the validity, where both have one.</param>
/// <param name="Validity">Of the last completion.</param>
/// <param name="NeedsRelease">All attempts are used: HR or a manager must release another.</param>
/// <param name="RetakeFromUtc">When the next attempt may start, if in the future.</param>
public sealed record MatrixCell(
    string CourseId, CellState State, bool IsOverdue, DateTime? AssignedAtUtc, DateTime? DueAtUtc, DateTime? StartedAtUtc, DateTime? CompletedAtUtc,
    int? Percent, int Minutes, int Attempts, bool NeedsRelease, DateTime? RetakeFromUtc, int ActiveMinutes = 0,
    ValidityState Validity = ValidityState.None, DateTime? ValidUntilUtc = null, bool IsRenewing = false, bool IsExempt = false)
{
    /// <summary>Whether there is a completion that counts.</summary>
    public bool Counts => Validity is ValidityState.Current or ValidityState.Expiring;

    public static MatrixCell Of(string courseId, CellInputs facts, ValidityMoment moment)
    {
        var nowUtc = moment.NowUtc;
        var validity = moment.StateOf(facts.CompletedAtUtc is not null, facts.ValidUntilUtc);
        var counts = validity is ValidityState.Current or ValidityState.Expiring;
        var due = Learning.Rules.Validity.DueUtc(facts.DueAtUtc, facts.CompletedAtUtc is not null, facts.ValidUntilUtc);
        var isOverdue = !counts && due < nowUtc;
        var hasFailed = (facts.CompletedAtUtc is null || facts.IsRenewing) && facts.Attempts.Count > 0 && facts.Attempts.All(a => a is { State: AttemptState.Submitted, Passed: false });
        var needsRelease = hasFailed && facts.Attempts.Count >= facts.Allowed + facts.Released;
        var retakeFrom = hasFailed && !needsRelease ? facts.Attempts.Max(a => a.SubmittedAtUtc)?.AddHours(facts.GapHours) : null;
        var state = hasFailed ? CellState.Failed
            : validity == ValidityState.Expired ? CellState.Expired
            : validity == ValidityState.Expiring ? CellState.Expiring
            : validity == ValidityState.Current ? CellState.Completed
            : isOverdue ? CellState.Overdue
            : facts.StartedAtUtc is not null ? CellState.InProgress
            : facts.AssignedAtUtc is not null ? CellState.NotStarted
            : facts.IsExempt ? CellState.Exempt
            : CellState.NotAssigned;
        return new(
            courseId, state, isOverdue, facts.AssignedAtUtc, due, facts.StartedAtUtc, facts.CompletedAtUtc, facts.Percent, facts.Minutes,
            facts.Attempts.Count, needsRelease, retakeFrom > nowUtc ? retakeFrom : null, facts.ActiveMinutes,
            validity, facts.ValidUntilUtc, facts.IsRenewing, facts.IsExempt);
    }

    /// <summary>Whether the cell matches a state filter. What is near its end still counts as completed; overdue, exempt and the states of validity
    /// include what shows another state before them, such as a renewal whose quiz was failed.</summary>
    public bool Fits(CellState wanted) => State == wanted || wanted switch
    {
        CellState.Completed => Counts,
        CellState.Expiring => Validity == ValidityState.Expiring,
        CellState.Expired => Validity == ValidityState.Expired,
        CellState.Overdue => IsOverdue,
        CellState.Exempt => IsExempt,
        _ => false,
    };
}
