using System.Data.Common;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

internal sealed record AssignmentRow(string CourseId, Offer Offer, AssignmentReason Reason, DateTime AssignedAtUtc, DateTime? DueAtUtc);

internal sealed record CompletionRow(Guid Id, Guid EnrolmentId, DateTime CompletedAtUtc, int? Percent);

/// <summary>What is on record of one person, read at every opening of the page they come home to. Each asks for the person's id.</summary>
internal static class PersonReads
{
    public static PreparedQuery<Audience> Audiences { get; } = Of(
        (db, personId) => db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null).Select(m => m.Audience).Distinct(),
        row => row.Choice<Audience>(0));

    public static PreparedQuery<AssignmentRow> Assignments { get; } = Of(
        (db, personId) => db.Set<Assignment>().Where(a => a.PersonId == personId).Select(a => new { a.CourseId, a.Offer, a.Reason, a.AssignedAtUtc, a.DueAtUtc }),
        row => new AssignmentRow(row.GetString(0), row.Choice<Offer>(1), row.Choice<AssignmentReason>(2), row.Utc(3), row.UtcOrNull(4)));

    public static PreparedQuery<EnrolmentRow> Enrolments { get; } = Of(
        (db, personId) => db.Set<Enrolment>().Where(e => e.PersonId == personId).Select(e => new
        {
            e.Id, e.CourseId, e.RevisionId, e.Number, e.StartedAtUtc, e.CompletedAtUtc, e.PositionStep, e.PositionAnchor, e.ReleasedAttempts, e.LastSeenAtUtc,
        }),
        row => new EnrolmentRow(
            row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetInt32(3), row.Utc(4), row.UtcOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.GetInt32(8), row.Utc(9)));

    public static PreparedQuery<(Guid EnrolmentId, LessonState Lesson)> Lessons { get; } = Of(
        (db, personId) => db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<LessonProgress>(), e => e.Id, p => p.EnrolmentId, (e, p) => new { e.Id, p.LessonId, p.OpenedAtUtc, p.FinishedAtUtc }),
        row => (row.GetGuid(0), new LessonState(row.GetString(1), row.Utc(2), row.UtcOrNull(3), AtWorkPlan: null)));

    public static PreparedQuery<(Guid EnrolmentId, string ScenarioId)> Scenarios { get; } = Of(
        (db, personId) => db.Set<Enrolment>().Where(e => e.PersonId == personId)
            .Join(db.Set<ScenarioRun>(), e => e.Id, r => r.EnrolmentId, (e, r) => new { e.Id, r.ScenarioId }).Distinct(),
        row => (row.GetGuid(0), row.GetString(1)));

    public static PreparedQuery<AttemptRow> Attempts { get; } = Of(
        (db, personId) => db.Set<QuizAttempt>().Where(a => a.PersonId == personId).OrderBy(a => a.Number)
            .Select(a => new { a.Id, a.EnrolmentId, a.Number, a.State, a.StartedAtUtc, a.DeadlineAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed }),
        row => new AttemptRow(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.Choice<AttemptState>(3), row.Utc(4), row.Utc(5), row.UtcOrNull(6), row.NumberOrNull(7), row.YesOrNoOrNull(8)));

    public static PreparedQuery<CompletionRow> Completions { get; } = Of(
        (db, personId) => db.Set<Completion>().Where(c => c.PersonId == personId).Select(c => new { c.Id, c.EnrolmentId, c.CompletedAtUtc, c.Percent }),
        row => new CompletionRow(row.GetGuid(0), row.GetGuid(1), row.Utc(2), row.NumberOrNull(3)));

    private static PreparedQuery<TRow> Of<TRow>(Func<AppDbContext, Guid, IQueryable> query, Func<DbDataReader, TRow> read) =>
        new([Guid.CreateVersion7()], (db, asked) => query(db, (Guid)asked[0]), read);
}
