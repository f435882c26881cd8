using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Reports.Data;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Matrix;

/// <summary>What is the same on all pages of one matrix.</summary>
/// <param name="Courses">The columns.</param>
/// <param name="Offered">All courses on offer, for the course filter.</param>
public sealed record MatrixContext(
    VisibilityScope Scope, MatrixFilter Filter, OrgTree Tree, IReadOnlyList<MatrixCourse> Courses, IReadOnlyList<MatrixCourse> Offered, ValidityMoment Moment)
{
    public DateTime NowUtc => Moment.NowUtc;
}

/// <summary>A page of the matrix.</summary>
public sealed record MatrixPageRows(IReadOnlyList<MatrixRow> Rows, Guid? Before, Guid? After)
{
    /// <summary>The columns to show, each with its index in the cells of a row. A column that is empty for everybody here is omitted, since it
    /// would only push the others out of view.</summary>
    public IReadOnlyList<(MatrixCourse Course, int Index)> ShownOf(MatrixContext matrix) =>
        [.. matrix.Courses.Select((course, index) => (course, index)).Where(c => matrix.Courses.Count == 1 || Rows.Any(r => r.Cells[c.index].State != CellState.NotAssigned))];
}

/// <summary>Reads the matrix page by page: the people of the page, then a few small queries about exactly these people.</summary>
public sealed class MatrixQueries(CourseCatalogue catalogue, ValidityCalendar validity)
{
    public async Task<MatrixContext> FrameAsync(AppDbContext db, Guid askerId, MatrixFilter filter, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var scope = await db.ScopeOfAsync(askerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var offered = await catalogue.CurrentAsync(cancellationToken);
        var shown = offered
            .Where(c => filter.CourseId is null || c.Course.Id == filter.CourseId)
            .Where(c => filter.CourseId is not null || filter.Audience is not { } audience || c.Course.Offers.ContainsKey(audience));
        return new(scope, filter, tree, [.. shown.Select(Column)], [.. offered.Select(Column)], validity.At(nowUtc));

        static MatrixCourse Column(PublishedCourse c) => new(c.Course.Id, c.Course.Title);
    }

    public async Task<MatrixPageRows> PageAsync(AppDbContext db, MatrixContext matrix, KeysetCursor key, int size, CancellationToken cancellationToken)
    {
        var page = await Filtered(db, matrix).PageAsync(db, matrix.Scope, key, size, cancellationToken: cancellationToken);
        var ids = page.People.Select(p => p.Id).ToList();
        var memberships = await MembershipsAsync(db, matrix, ids, cancellationToken);
        var facts = await FactsAsync(db, ids, cancellationToken);
        return new(
            [.. page.People.Select(p => new MatrixRow(p.Id, p.Name, [.. memberships[p.Id]], [.. matrix.Courses.Select(c =>
                MatrixCell.Of(c.Id, facts.GetValueOrDefault((p.Id, c.Id), CellInputs.None), matrix.Moment))], p.IsActive))],
            page.Before,
            page.After);
    }

    /// <summary>The people that match the filter, within the scope.</summary>
    public static IQueryable<Person> Filtered(AppDbContext db, MatrixContext matrix)
    {
        var filter = matrix.Filter;
        var people = db.PeopleWithin(matrix.Scope);
        if (filter.Accounts != AccountStatusFilter.All)
        {
            var active = filter.Accounts == AccountStatusFilter.Active;
            people = people.Where(p => p.IsActive == active);
        }

        people = people.Matching(db, matrix.Scope, filter.Search).At(db, matrix.Scope, matrix.Tree, filter.UnitId, filter.OrganisationId, filter.Audience);
        return filter.State is { } state ? CellStates.InState(db, people, state, [.. matrix.Courses.Select(c => c.Id)], matrix.Moment) : people;
    }

    private static async Task<ILookup<Guid, MatrixMembership>> MembershipsAsync(AppDbContext db, MatrixContext matrix, List<Guid> ids, CancellationToken cancellationToken) =>
        (await db.Set<Membership>().Where(m => m.EndedAtUtc == null && ids.Contains(m.PersonId))
            .Select(m => new MembershipRow(m.PersonId, m.OrganisationId, m.UnitId, m.Audience, new LocalText(m.JobTitle.Fa, m.JobTitle.En), m.PersonnelNumber, m.StartedAtUtc))
            .ToListAsync(cancellationToken))
            .Where(m => matrix.Scope.Reaches(matrix.Tree, m.OrganisationId, m.UnitId))
            .OrderBy(m => m.StartedAtUtc)
            .ToLookup(m => m.PersonId, m => new MatrixMembership(
                matrix.Tree.Organisation(m.OrganisationId)?.Name ?? LocalText.Empty, matrix.Tree.Unit(m.UnitId)?.Name ?? LocalText.Empty, m.Audience, m.JobTitle, m.PersonnelNumber));

    /// <summary>The data of these people: assignments, current enrolments with their attempts, and last completions.</summary>
    public async Task<Dictionary<(Guid PersonId, string CourseId), CellInputs>> FactsAsync(AppDbContext db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var assignments = await db.Set<Assignment>().Where(a => ids.Contains(a.PersonId) && (a.ReleasedAtUtc == null || a.IsExempt))
            .Select(a => new AssignmentRow(a.PersonId, a.CourseId, a.AssignedAtUtc, a.DueAtUtc, a.IsExempt)).ToListAsync(cancellationToken);
        var enrolments = await (
            from e in db.Set<Enrolment>()
            where ids.Contains(e.PersonId)
            from c in db.Set<Completion>().Where(c => c.EnrolmentId == e.Id).DefaultIfEmpty()
            select new EnrolmentRow(
                e.Id, e.PersonId, e.CourseId, e.Number, e.RevisionId, e.StartedAtUtc, e.CompletedAtUtc, e.ReleasedAttempts, c.Percent, (int?)c.Minutes, (DateTime?)c.CompletedAtUtc, c.ValidUntilUtc)).ToListAsync(cancellationToken);
        var attempts = (await db.Set<QuizAttempt>().Where(a => ids.Contains(a.PersonId))
            .Select(a => new AttemptOfEnrolment(a.EnrolmentId, new AttemptOutcome(a.State, a.Passed == true, a.SubmittedAtUtc))).ToListAsync(cancellationToken))
            .ToLookup(a => a.EnrolmentId, a => a.Fact);

        var active = await (from e in db.Set<Enrolment>()
                            where ids.Contains(e.PersonId)
                            join d in db.Set<ActiveDay>() on e.Id equals d.EnrolmentId
                            group d.Seconds by e.Id into g
                            select new { g.Key, Seconds = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Seconds / 60, cancellationToken);

        var facts = assignments.ToDictionary(
            a => (a.PersonId, a.CourseId), a => a.IsExempt ? CellInputs.None with { IsExempt = true } : CellInputs.None with { AssignedAtUtc = a.AssignedAtUtc, DueAtUtc = a.DueAtUtc });
        foreach (var times in enrolments.GroupBy(e => (e.PersonId, e.CourseId)))
        {
            var enrolment = times.MaxBy(e => e.Number)!;
            var earned = times.Where(e => e.EarnedAtUtc is not null).MaxBy(e => e.EarnedAtUtc);
            var quiz = (await catalogue.RevisionAsync(enrolment.RevisionId, cancellationToken)).Course.Quiz;
            facts[(enrolment.PersonId, enrolment.CourseId)] = facts.GetValueOrDefault((enrolment.PersonId, enrolment.CourseId), CellInputs.None) with
            {
                StartedAtUtc = enrolment.StartedAtUtc,
                CompletedAtUtc = earned?.EarnedAtUtc,
                Percent = earned?.Percent,
                Minutes = earned?.Minutes ?? 0,
                ValidUntilUtc = earned?.ValidUntilUtc,
                IsRenewing = earned is not null && enrolment.CompletedAtUtc is null,
                ActiveMinutes = active.GetValueOrDefault(enrolment.Id),
                Attempts = [.. attempts[enrolment.Id]],
                Released = enrolment.ReleasedAttempts,
                Allowed = quiz.Attempts,
                GapHours = quiz.GapHours,
            };
        }

        return facts;
    }

    private sealed record MembershipRow(Guid PersonId, Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText JobTitle, string? PersonnelNumber, DateTime StartedAtUtc);

    private sealed record AssignmentRow(Guid PersonId, string CourseId, DateTime AssignedAtUtc, DateTime? DueAtUtc, bool IsExempt);

    private sealed record EnrolmentRow(
        Guid Id, Guid PersonId, string CourseId, int Number, Guid RevisionId, DateTime StartedAtUtc, DateTime? CompletedAtUtc, int ReleasedAttempts, int? Percent, int? Minutes,
        DateTime? EarnedAtUtc, DateTime? ValidUntilUtc);

    private sealed record AttemptOfEnrolment(Guid EnrolmentId, AttemptOutcome Fact);
}
