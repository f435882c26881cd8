using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Data;

/// <summary>A person's number of required courses, and how many of them are complete, complete but near the end of their validity, or overdue.</summary>
public sealed record RequiredCounts(Guid PersonId, int Required, int Completed, int Overdue, int Expiring);

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

    /// <summary>The last completions of each person and course.</summary>
    public static IQueryable<Completion> Standing(AppDbContext db)
    {
        var completions = db.Set<Completion>();
        return completions.Where(c => !completions.Any(later => later.PersonId == c.PersonId && later.CourseId == c.CourseId && later.CompletedAtUtc > c.CompletedAtUtc));
    }

    /// <summary>The people with a cell in the state in one of the courses: those for whom <see cref="MatrixCell.Fits"/> is true.</summary>
    public static IQueryable<Person> InState(AppDbContext db, IQueryable<Person> people, CellState state, IReadOnlyList<string> courses, ValidityMoment moment)
    {
        var (now, near) = (moment.NowUtc, moment.NearUtc);
        var enrolments = db.Set<Enrolment>();
        var present = Present(db).Where(e => courses.Contains(e.CourseId));
        var standing = Standing(db).Where(c => courses.Contains(c.CourseId));
        var counting = standing.Where(c => c.ValidUntilUtc == null || c.ValidUntilUtc >= now);
        var attempts = db.Set<QuizAttempt>();
        var failed = present.Where(e => e.CompletedAtUtc == null && attempts.Any(a => a.EnrolmentId == e.Id)
            && !attempts.Any(a => a.EnrolmentId == e.Id && (a.State == AttemptState.Open || a.Passed == true)));
        var assigned = db.StandingAssignments().Where(a => courses.Contains(a.CourseId));
        var exempt = db.Set<Assignment>().Where(a => a.IsExempt && courses.Contains(a.CourseId));
        return state switch
        {
            CellState.Completed => people.Where(p => counting.Any(c => c.PersonId == p.Id)),
            CellState.Expiring => people.Where(p => standing.Any(c => c.PersonId == p.Id && c.ValidUntilUtc >= now && c.ValidUntilUtc <= near)),
            CellState.Expired => people.Where(p => standing.Any(c => c.PersonId == p.Id && c.ValidUntilUtc < now)),
            CellState.Failed => people.Where(p => failed.Any(e => e.PersonId == p.Id)),
            // What has expired was due at its end, whatever the assignment's own date.
            CellState.Overdue => people.Where(p => assigned.Any(a => a.PersonId == p.Id && a.DueAtUtc != null
                && !counting.Any(c => c.PersonId == p.Id && c.CourseId == a.CourseId)
                && (a.DueAtUtc < now || standing.Any(c => c.PersonId == p.Id && c.CourseId == a.CourseId)))),
            CellState.InProgress => people.Where(p => present.Any(e => e.PersonId == p.Id && e.CompletedAtUtc == null
                && !failed.Any(f => f.Id == e.Id) && !standing.Any(c => c.PersonId == p.Id && c.CourseId == e.CourseId) && !assigned.Any(a => a.PersonId == p.Id && a.CourseId == e.CourseId && a.DueAtUtc < now))),
            CellState.NotStarted => people.Where(p => assigned.Any(a => a.PersonId == p.Id && (a.DueAtUtc == null || a.DueAtUtc >= now)
                && !enrolments.Any(e => e.PersonId == p.Id && e.CourseId == a.CourseId))),
            CellState.Exempt => people.Where(p => exempt.Any(a => a.PersonId == p.Id)),
            CellState.NotAssigned => people.Where(p => assigned.Where(a => a.PersonId == p.Id).Select(a => a.CourseId)
                .Union(exempt.Where(a => a.PersonId == p.Id).Select(a => a.CourseId))
                .Union(present.Where(e => e.PersonId == p.Id).Select(e => e.CourseId)).Count() < courses.Count),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a cell."),
        };
    }

    /// <summary>One row per person with a required course, in one pass over the assignments. Overdue is
    /// <see cref="MatrixCell.IsOverdue"/>, including failed quizzes; complete is <see cref="MatrixCell.Counts"/>.</summary>
    public static IQueryable<RequiredCounts> RequiredOf(AppDbContext db, IQueryable<Guid> people, ValidityMoment moment)
    {
        var (now, near) = (moment.NowUtc, moment.NearUtc);
        return
        from a in db.StandingAssignments()
        where (a.Offer == Offer.Required || a.Offer == Offer.TestOut) && people.Contains(a.PersonId)
        join c in Standing(db) on new { a.PersonId, a.CourseId } equals new { c.PersonId, c.CourseId } into earned
        from c in earned.DefaultIfEmpty()
        group new { a.DueAtUtc, CompletedAtUtc = (DateTime?)c.CompletedAtUtc, c.ValidUntilUtc } by a.PersonId into g
        select new RequiredCounts(
            g.Key, g.Count(),
            g.Count(r => r.CompletedAtUtc != null && (r.ValidUntilUtc == null || r.ValidUntilUtc >= now)),
            g.Count(r => r.DueAtUtc != null && ((r.CompletedAtUtc == null && r.DueAtUtc < now) || (r.CompletedAtUtc != null && r.ValidUntilUtc < now))),
            g.Count(r => r.ValidUntilUtc >= now && r.ValidUntilUtc <= near));
    }
}
