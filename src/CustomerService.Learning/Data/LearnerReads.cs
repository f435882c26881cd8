using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

/// <summary>An enrolment as read by the use cases.</summary>
public sealed record EnrolmentRow(
    Guid Id, string CourseId, Guid RevisionId, int Number, DateTime StartedAtUtc, DateTime? CompletedAtUtc, string? PositionStep, string? PositionAnchor, int ReleasedAttempts,
    DateTime LastSeenAtUtc, bool IsRefresher);

/// <summary>A row of the lesson page's single query: the enrolment with one of its lessons, or with none.</summary>
public sealed record LessonRow(
    Guid EnrolmentId, Guid RevisionId, int Number, string? PositionStep, string? PositionAnchor, string? LessonId, DateTime? FinishedAtUtc, string? AtWorkPlan, string? TriedPractice);

public sealed record LessonState(string LessonId, DateTime OpenedAtUtc, DateTime? FinishedAtUtc, string? AtWorkPlan, string? TriedPractice);

public sealed record AttemptRow(Guid Id, Guid EnrolmentId, int Number, AttemptState State, DateTime StartedAtUtc, DateTime DeadlineAtUtc, DateTime? SubmittedAtUtc, int? Percent, bool? Passed)
{
    public PastAttempt ToPast() => new(Id, Number, State, SubmittedAtUtc, Passed == true);
}

/// <summary>Progress within an enrolment.</summary>
/// <param name="Plays">The finished plays of scenarios; several of one may differ in whether they passed.</param>
public sealed record EnrolmentProgress(IReadOnlyList<LessonState> Lessons, IReadOnlyList<ScenarioPlayed> Plays, IReadOnlyList<AttemptRow> Attempts)
{
    public static EnrolmentProgress None { get; } = new([], [], []);

    public IReadOnlySet<string> OpenedLessons => Lessons.Select(l => l.LessonId).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> FinishedLessons => Lessons.Where(l => l.FinishedAtUtc is not null).Select(l => l.LessonId).ToHashSet(StringComparer.Ordinal);

    public CompletionFacts Facts(bool mayTestOut) =>
        new(FinishedLessons, Plays.Select(p => p.ScenarioId).ToHashSet(StringComparer.Ordinal), Attempts.Where(a => a.Passed == true).Max(a => a.Percent), mayTestOut,
            Lessons.SelectMany(l => LessonProgress.Tried(l.TriedPractice)).ToHashSet(StringComparer.Ordinal),
            Plays.Where(p => p.Passed).Select(p => p.ScenarioId).ToHashSet(StringComparer.Ordinal));
}

/// <param name="Passed">Whether the ending is worth passing.</param>
public sealed record ScenarioPlayed(string ScenarioId, bool Passed);

/// <summary>A course for one person: the pinned revision where enrolled, else the current one open to them.</summary>
public sealed record LearnerCourse(PublishedCourse Published, EnrolmentRow? Enrolment)
{
    public Course Course => Published.Course;
}

/// <summary>The learner's queries. Compiled queries are instance members because they are bound to one model; registered as a singleton.</summary>
public sealed class LearnerReads(CourseCatalogue catalogue, PersonReads person)
{
    private readonly Func<AppDbContext, Guid, string, IAsyncEnumerable<LessonRow>> _lessonRows = EF.CompileAsyncQuery(
        (AppDbContext db, Guid personId, string courseId) =>
            from e in db.Set<Enrolment>()
            where e.PersonId == personId && e.CourseId == courseId
            from p in db.Set<LessonProgress>().Where(p => p.EnrolmentId == e.Id).DefaultIfEmpty()
            select new LessonRow(e.Id, e.RevisionId, e.Number, e.PositionStep, e.PositionAnchor, (string?)p.LessonId, p.FinishedAtUtc, p.AtWorkPlan, p.TriedPractice));

    private readonly Func<AppDbContext, Guid, string, Task<EnrolmentRow?>> _enrolment = EF.CompileAsyncQuery(
        (AppDbContext db, Guid personId, string courseId) => db.Set<Enrolment>()
            .Where(e => e.PersonId == personId && e.CourseId == courseId)
            .OrderByDescending(e => e.Number)
            .Select(e => new EnrolmentRow(e.Id, e.CourseId, e.RevisionId, e.Number, e.StartedAtUtc, e.CompletedAtUtc, e.PositionStep, e.PositionAnchor, e.ReleasedAttempts, e.LastSeenAtUtc, e.IsRefresher))
            .FirstOrDefault());

    /// <summary>The current enrolment in a course, with its lessons; empty where there is none.</summary>
    public async Task<IReadOnlyList<LessonRow>> LessonRowsAsync(AppDbContext db, Guid personId, string courseId, CancellationToken cancellationToken)
    {
        var rows = await _lessonRows(db, personId, courseId).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return rows;
        }

        var present = rows.Max(r => r.Number);
        return rows.FindAll(r => r.Number == present);
    }

    public Task<EnrolmentRow?> EnrolmentAsync(AppDbContext db, Guid personId, string courseId) => _enrolment(db, personId, courseId);

    /// <summary>Null where the person has no access: not enrolled, not assigned, and offered to none of their audiences.</summary>
    public async Task<LearnerCourse?> CourseAsync(AppDbContext db, Guid personId, string courseId, CancellationToken cancellationToken)
    {
        if (await _enrolment(db, personId, courseId) is { } enrolled)
        {
            return new(await catalogue.RevisionAsync(enrolled.RevisionId, cancellationToken), enrolled);
        }

        return await OpenToAsync(db, personId, courseId, cancellationToken) is { } published ? new(published, null) : null;
    }

    /// <summary>The current revision, where the person may start the course.</summary>
    public async Task<PublishedCourse?> OpenToAsync(AppDbContext db, Guid personId, string courseId, CancellationToken cancellationToken)
    {
        if (await catalogue.CurrentAsync(courseId, cancellationToken) is not { } published)
        {
            return null;
        }

        var audiences = await person.AudiencesAsync(db, personId, cancellationToken);
        return audiences.Any(published.Course.Offers.ContainsKey)
            || await db.Set<Assignment>().AnyAsync(a => a.PersonId == personId && a.CourseId == courseId, cancellationToken)
            ? published
            : null;
    }

    public static async Task<EnrolmentProgress> ProgressAsync(AppDbContext db, Guid enrolmentId, CancellationToken cancellationToken)
    {
        var lessons = await db.Set<LessonProgress>().AsNoTracking().Where(p => p.EnrolmentId == enrolmentId)
            .Select(p => new LessonState(p.LessonId, p.OpenedAtUtc, p.FinishedAtUtc, p.AtWorkPlan, p.TriedPractice)).ToListAsync(cancellationToken);
        var scenarios = await db.Set<ScenarioRun>().Where(r => r.EnrolmentId == enrolmentId).Select(r => new ScenarioPlayed(r.ScenarioId, r.Passed)).Distinct().ToListAsync(cancellationToken);
        var attempts = await db.Set<QuizAttempt>().Where(a => a.EnrolmentId == enrolmentId).OrderBy(a => a.Number)
            .Select(a => new AttemptRow(a.Id, a.EnrolmentId, a.Number, a.State, a.StartedAtUtc, a.DeadlineAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed)).ToListAsync(cancellationToken);
        return new(lessons, scenarios, attempts);
    }
}
