using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

/// <param name="IsExempt">Whether the person need not complete it, though the rest says so.</param>
internal sealed record AssignmentRow(string CourseId, Offer Offer, AssignmentReason Reason, DateTime AssignedAtUtc, DateTime? DueAtUtc, bool IsExempt);

internal sealed record CompletionRow(Guid Id, Guid EnrolmentId, string CourseId, DateTime CompletedAtUtc, int? Percent, DateTime? ValidUntilUtc, DateTime? RenewalOpenedAtUtc);

internal sealed record LessonOfEnrolment(Guid EnrolmentId, LessonState Lesson);

internal sealed record ScenarioOfEnrolment(Guid EnrolmentId, string ScenarioId, bool Passed);

/// <summary>Everything stored about one person; the number of queries does not depend on the number of courses. Compiled, since the landing page runs
/// them all; compiled queries are instance members because they are bound to one model; registered as a singleton.</summary>
public sealed class PersonReads
{
    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<Audience>> _audiences = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null).Select(m => m.Audience).Distinct());

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<AssignmentRow>> _assignments = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Assignment>().Where(a => a.PersonId == personId && (a.ReleasedAtUtc == null || a.IsExempt))
            .Select(a => new AssignmentRow(a.CourseId, a.Offer, a.Reason, a.AssignedAtUtc, a.DueAtUtc, a.IsExempt)));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<EnrolmentRow>> _enrolments = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Select(e => new EnrolmentRow(
                e.Id, e.CourseId, e.RevisionId, e.Number, e.StartedAtUtc, e.CompletedAtUtc, e.PositionStep, e.PositionAnchor, e.ReleasedAttempts, e.LastSeenAtUtc, e.IsRefresher)));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<LessonOfEnrolment>> _lessons = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<LessonProgress>(), e => e.Id, p => p.EnrolmentId, (e, p) => new LessonOfEnrolment(e.Id, new LessonState(p.LessonId, p.OpenedAtUtc, p.FinishedAtUtc, null, p.TriedPractice))));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<ScenarioOfEnrolment>> _scenarios = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<ScenarioRun>(), e => e.Id, r => r.EnrolmentId, (e, r) => new { e.Id, r.ScenarioId, r.Passed }).Distinct()
            .Select(r => new ScenarioOfEnrolment(r.Id, r.ScenarioId, r.Passed)));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<AttemptRow>> _attempts = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<QuizAttempt>().Where(a => a.PersonId == personId).OrderBy(a => a.Number)
            .Select(a => new AttemptRow(a.Id, a.EnrolmentId, a.Number, a.State, a.StartedAtUtc, a.DeadlineAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed)));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<CompletionRow>> _completions = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        db.Set<Completion>().Where(c => c.PersonId == personId)
            .Select(c => new CompletionRow(c.Id, c.EnrolmentId, c.CourseId, c.CompletedAtUtc, c.Percent, c.ValidUntilUtc, c.RenewalOpenedAtUtc)));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<StandingCause>> _causes = EF.CompileAsyncQuery((AppDbContext db, Guid personId) =>
        from c in db.Set<AssignmentCause>()
        where c.PersonId == personId && c.EndedAtUtc == null
        from r in db.Set<AssignmentRule>().Where(r => r.Id == c.RuleId).DefaultIfEmpty()
        orderby c.BeganAtUtc, c.Id
        select new StandingCause(c.CourseId, c.Kind, c.Audience, r == null ? null : new LocalText(r.Name.Fa, r.Name.En), c.PathId, c.BeganAtUtc, c.DueAtUtc));

    /// <summary>Why the person has courses, the oldest reason first.</summary>
    internal ValueTask<List<StandingCause>> CausesAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _causes(db, personId).ToListAsync(cancellationToken);

    /// <summary>The audiences of the person's active memberships.</summary>
    public ValueTask<List<Audience>> AudiencesAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _audiences(db, personId).ToListAsync(cancellationToken);

    internal ValueTask<List<AssignmentRow>> AssignmentsAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _assignments(db, personId).ToListAsync(cancellationToken);

    internal ValueTask<List<EnrolmentRow>> EnrolmentsAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _enrolments(db, personId).ToListAsync(cancellationToken);

    internal ValueTask<List<LessonOfEnrolment>> LessonsAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _lessons(db, personId).ToListAsync(cancellationToken);

    /// <summary>The scenarios that were played, without duplicates.</summary>
    internal ValueTask<List<ScenarioOfEnrolment>> ScenariosAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _scenarios(db, personId).ToListAsync(cancellationToken);

    internal ValueTask<List<AttemptRow>> AttemptsAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _attempts(db, personId).ToListAsync(cancellationToken);

    internal ValueTask<List<CompletionRow>> CompletionsAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        _completions(db, personId).ToListAsync(cancellationToken);
}
