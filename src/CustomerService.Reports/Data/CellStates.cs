using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Data;

/// <summary>A person's number of required courses, and how many of them are complete or overdue.</summary>
public sealed record RequiredCounts(Guid PersonId, int Required, int Completed, int Overdue);

/// <summary>The states of <see cref="CellState"/> as queries. <see cref="MatrixCell.Of"/> defines them; every
/// query that counts or filters by a state is built here, and contract tests compare both on every database.</summary>
internal static class CellStates
{
    /// <summary>The current enrolments: the last of each person and course.</summary>
    public static IQueryable<Enrolment> Present(AppDbContext db)
    {
        var enrolments = db.Set<Enrolment>();
        return enrolments.Where(e => !enrolments.Any(later => later.PersonId == e.PersonId && later.CourseId == e.CourseId && later.Number > e.Number));
    }

    /// <summary>The people with a cell in the state in one of the courses: those for whom <see cref="MatrixCell.Fits"/> is true.</summary>
    public static IQueryable<Person> InState(AppDbContext db, IQueryable<Person> people, CellState state, IReadOnlyList<string> courses, DateTime now)
    {
        var enrolments = db.Set<Enrolment>();
        var present = Present(db).Where(e => courses.Contains(e.CourseId));
        var completed = present.Where(e => e.CompletedAtUtc != null);
        var attempts = db.Set<QuizAttempt>();
        var failed = present.Where(e => e.CompletedAtUtc == null && attempts.Any(a => a.EnrolmentId == e.Id)
            && !attempts.Any(a => a.EnrolmentId == e.Id && (a.State == AttemptState.Open || a.Passed == true)));
        var assigned = db.Set<Assignment>().Where(a => courses.Contains(a.CourseId));
        return state switch
        {
            CellState.Completed => people.Where(p => completed.Any(e => e.PersonId == p.Id)),
            CellState.Failed => people.Where(p => failed.Any(e => e.PersonId == p.Id)),
            CellState.Overdue => people.Where(p => assigned.Any(a => a.PersonId == p.Id && a.DueAtUtc < now
                && !completed.Any(e => e.PersonId == p.Id && e.CourseId == a.CourseId))),
            CellState.InProgress => people.Where(p => present.Any(e => e.PersonId == p.Id && e.CompletedAtUtc == null
                && !failed.Any(f => f.Id == e.Id) && !assigned.Any(a => a.PersonId == p.Id && a.CourseId == e.CourseId && a.DueAtUtc < now))),
            CellState.NotStarted => people.Where(p => assigned.Any(a => a.PersonId == p.Id && (a.DueAtUtc == null || a.DueAtUtc >= now)
                && !enrolments.Any(e => e.PersonId == p.Id && e.CourseId == a.CourseId))),
            CellState.NotAssigned => people.Where(p => assigned.Where(a => a.PersonId == p.Id).Select(a => a.CourseId)
                .Union(present.Where(e => e.PersonId == p.Id).Select(e => e.CourseId)).Count() < courses.Count),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a cell."),
        };
    }

    /// <summary>One row per person with a required course, in one pass over the assignments. Overdue is
    /// <see cref="MatrixCell.IsOverdue"/>, including failed quizzes.</summary>
    public static IQueryable<RequiredCounts> RequiredOf(AppDbContext db, IQueryable<Guid> people, DateTime now) =>
        from a in db.Set<Assignment>()
        where (a.Offer == Offer.Required || a.Offer == Offer.TestOut) && people.Contains(a.PersonId)
        join e in Present(db) on new { a.PersonId, a.CourseId } equals new { e.PersonId, e.CourseId } into begun
        from e in begun.DefaultIfEmpty()
        group new { a.DueAtUtc, e.CompletedAtUtc } by a.PersonId into g
        select new RequiredCounts(
            g.Key, g.Count(), g.Count(r => r.CompletedAtUtc != null), g.Count(r => r.CompletedAtUtc == null && r.DueAtUtc < now));
}
