using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

internal sealed record AssignmentRow(string CourseId, Offer Offer, AssignmentReason Reason, DateTime AssignedAtUtc, DateTime? DueAtUtc);

internal sealed record CompletionRow(Guid Id, Guid EnrolmentId, DateTime CompletedAtUtc, int? Percent);

internal sealed record LessonOfEnrolment(Guid EnrolmentId, LessonState Lesson);

internal sealed record ScenarioOfEnrolment(Guid EnrolmentId, string ScenarioId);

/// <summary>What is on record of one person, whatever the number of courses.</summary>
internal static class PersonReads
{
    public static Task<List<AssignmentRow>> AssignmentsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<Assignment>().Where(a => a.PersonId == personId)
            .Select(a => new AssignmentRow(a.CourseId, a.Offer, a.Reason, a.AssignedAtUtc, a.DueAtUtc)).ToListAsync(cancellationToken);

    public static Task<List<EnrolmentRow>> EnrolmentsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Select(e => new EnrolmentRow(
                e.Id, e.CourseId, e.RevisionId, e.Number, e.StartedAtUtc, e.CompletedAtUtc, e.PositionStep, e.PositionAnchor, e.ReleasedAttempts, e.LastSeenAtUtc))
            .ToListAsync(cancellationToken);

    public static Task<List<LessonOfEnrolment>> LessonsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<LessonProgress>(), e => e.Id, p => p.EnrolmentId, (e, p) => new LessonOfEnrolment(e.Id, new LessonState(p.LessonId, p.OpenedAtUtc, p.FinishedAtUtc, null)))
            .ToListAsync(cancellationToken);

    /// <summary>The scenarios that were played, each once.</summary>
    public static Task<List<ScenarioOfEnrolment>> ScenariosOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<ScenarioRun>(), e => e.Id, r => r.EnrolmentId, (e, r) => new { e.Id, r.ScenarioId }).Distinct()
            .Select(r => new ScenarioOfEnrolment(r.Id, r.ScenarioId)).ToListAsync(cancellationToken);

    public static Task<List<AttemptRow>> AttemptsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<QuizAttempt>().Where(a => a.PersonId == personId).OrderBy(a => a.Number)
            .Select(a => new AttemptRow(a.Id, a.EnrolmentId, a.Number, a.State, a.StartedAtUtc, a.DeadlineAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed))
            .ToListAsync(cancellationToken);

    public static Task<List<CompletionRow>> CompletionsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        db.Set<Completion>().Where(c => c.PersonId == personId)
            .Select(c => new CompletionRow(c.Id, c.EnrolmentId, c.CompletedAtUtc, c.Percent)).ToListAsync(cancellationToken);
}
