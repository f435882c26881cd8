using CustomerService.Catalogue;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Data;

/// <summary>What stays the same over the pages of one matrix.</summary>
/// <param name="Courses">The columns.</param>
/// <param name="Offered">All courses on offer, to choose a column from.</param>
public sealed record MatrixFrame(
    PeopleScope Scope, MatrixFilter Filter, Places Places, IReadOnlyList<MatrixCourse> Courses, IReadOnlyList<MatrixCourse> Offered, DateTime NowUtc);

/// <summary>A page of the matrix.</summary>
public sealed record MatrixSlice(IReadOnlyList<MatrixRow> Rows, Guid? Before, Guid? After)
{
    /// <summary>The columns to show, each with its place among the cells of a row. One that is empty for everybody here would only push the
    /// others out of sight.</summary>
    public IReadOnlyList<(MatrixCourse Course, int Place)> ShownOf(MatrixFrame frame) =>
        [.. frame.Courses.Select((course, place) => (course, place)).Where(c => frame.Courses.Count == 1 || Rows.Any(r => r.Cells[c.place].State != CellState.NotAssigned))];
}

/// <summary>Reads the matrix page by page: the people of the page, then a few small reads about exactly these people.</summary>
public sealed class MatrixQueries(CourseCatalogue catalogue)
{
    public async Task<MatrixFrame> FrameAsync(AppDbContext db, Guid askerId, MatrixFilter filter, DateTime nowUtc, CancellationToken cancellation)
    {
        var scope = await db.ScopeOfAsync(askerId, cancellation);
        var places = await db.PlacesWithinAsync(scope, cancellation);
        var offered = await catalogue.CurrentAsync(cancellation);
        var shown = offered
            .Where(c => filter.CourseId is null || c.Course.Id == filter.CourseId)
            .Where(c => filter.CourseId is not null || filter.Audience is not { } audience || c.Course.Offers.ContainsKey(audience));
        return new(scope, filter, places, [.. shown.Select(Column)], [.. offered.Select(Column)], nowUtc);

        static MatrixCourse Column(PublishedCourse c) => new(c.Course.Id, c.Course.Title);
    }

    public async Task<MatrixSlice> SliceAsync(AppDbContext db, MatrixFrame frame, SliceKey key, int size, CancellationToken cancellation)
    {
        var slice = await Filtered(db, frame).SliceAsync(db, frame.Scope, key, size, cancellation);
        var ids = slice.People.Select(p => p.Id).ToList();
        var places = await PlacesAsync(db, frame, ids, cancellation);
        var facts = await FactsAsync(db, ids, cancellation);
        return new(
            [.. slice.People.Select(p => new MatrixRow(p.Id, p.Name, [.. places[p.Id]], [.. frame.Courses.Select(c =>
                MatrixCell.Of(c.Id, facts.GetValueOrDefault((p.Id, c.Id), CellFacts.None), frame.NowUtc))], p.IsActive))],
            slice.Before,
            slice.After);
    }

    /// <summary>The people whom the filter keeps, within the scope.</summary>
    public static IQueryable<Person> Filtered(AppDbContext db, MatrixFrame frame)
    {
        var filter = frame.Filter;
        var people = db.PeopleWithin(frame.Scope);
        if (filter.Accounts != Accounts.All)
        {
            var active = filter.Accounts == Accounts.Active;
            people = people.Where(p => p.IsActive == active);
        }

        people = people.Matching(db, frame.Scope, filter.Search).At(db, frame.Scope, frame.Places, filter.UnitId, filter.OrganisationId, filter.Audience);
        return filter.State is { } state ? CellStates.InState(db, people, state, [.. frame.Courses.Select(c => c.Id)], frame.NowUtc) : people;
    }

    private static async Task<ILookup<Guid, MatrixPlace>> PlacesAsync(AppDbContext db, MatrixFrame frame, List<Guid> ids, CancellationToken cancellation) =>
        (await db.Set<Membership>().Where(m => m.EndedAtUtc == null && ids.Contains(m.PersonId))
            .Select(m => new PlaceRow(m.PersonId, m.OrganisationId, m.UnitId, m.Audience, new LocalText(m.JobTitle.Fa, m.JobTitle.En), m.PersonnelNumber, m.StartedAtUtc))
            .ToListAsync(cancellation))
            .Where(m => frame.Scope.Reaches(frame.Places, m.OrganisationId, m.UnitId))
            .OrderBy(m => m.StartedAtUtc)
            .ToLookup(m => m.PersonId, m => new MatrixPlace(
                frame.Places.Organisation(m.OrganisationId)?.Name ?? LocalText.Empty, frame.Places.Unit(m.UnitId)?.Name ?? LocalText.Empty, m.Audience, m.JobTitle, m.PersonnelNumber));

    /// <summary>What is on record of these people: assignments, present enrolments, attempts and completions.</summary>
    public async Task<Dictionary<(Guid PersonId, string CourseId), CellFacts>> FactsAsync(AppDbContext db, List<Guid> ids, CancellationToken cancellation)
    {
        var assignments = await db.Set<Assignment>().Where(a => ids.Contains(a.PersonId))
            .Select(a => new AssignmentRow(a.PersonId, a.CourseId, a.AssignedAtUtc, a.DueAtUtc)).ToListAsync(cancellation);
        var enrolments = await (
            from e in db.Set<Enrolment>()
            where ids.Contains(e.PersonId)
            from c in db.Set<Completion>().Where(c => c.EnrolmentId == e.Id).DefaultIfEmpty()
            select new EnrolmentRow(
                e.Id, e.PersonId, e.CourseId, e.Number, e.RevisionId, e.StartedAtUtc, e.CompletedAtUtc, e.ReleasedAttempts, c.Percent, (int?)c.Minutes)).ToListAsync(cancellation);
        var attempts = (await db.Set<QuizAttempt>().Where(a => ids.Contains(a.PersonId))
            .Select(a => new AttemptOfEnrolment(a.EnrolmentId, new AttemptFact(a.State, a.Passed == true, a.SubmittedAtUtc))).ToListAsync(cancellation))
            .ToLookup(a => a.EnrolmentId, a => a.Fact);

        var facts = assignments.ToDictionary(
            a => (a.PersonId, a.CourseId), a => CellFacts.None with { AssignedAtUtc = a.AssignedAtUtc, DueAtUtc = a.DueAtUtc });
        foreach (var enrolment in enrolments.GroupBy(e => (e.PersonId, e.CourseId)).Select(times => times.MaxBy(e => e.Number)!))
        {
            var quiz = (await catalogue.RevisionAsync(enrolment.RevisionId, cancellation)).Course.Quiz;
            facts[(enrolment.PersonId, enrolment.CourseId)] = facts.GetValueOrDefault((enrolment.PersonId, enrolment.CourseId), CellFacts.None) with
            {
                StartedAtUtc = enrolment.StartedAtUtc,
                CompletedAtUtc = enrolment.CompletedAtUtc,
                Percent = enrolment.Percent,
                Minutes = enrolment.Minutes ?? 0,
                Attempts = [.. attempts[enrolment.Id]],
                Released = enrolment.ReleasedAttempts,
                Allowed = quiz.Attempts,
                GapHours = quiz.GapHours,
            };
        }

        return facts;
    }

    private sealed record PlaceRow(Guid PersonId, Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText JobTitle, string? PersonnelNumber, DateTime StartedAtUtc);

    private sealed record AssignmentRow(Guid PersonId, string CourseId, DateTime AssignedAtUtc, DateTime? DueAtUtc);

    private sealed record EnrolmentRow(
        Guid Id, Guid PersonId, string CourseId, int Number, Guid RevisionId, DateTime StartedAtUtc, DateTime? CompletedAtUtc, int ReleasedAttempts, int? Percent, int? Minutes);

    private sealed record AttemptOfEnrolment(Guid EnrolmentId, AttemptFact Fact);
}
