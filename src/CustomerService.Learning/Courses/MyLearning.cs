using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Courses;

/// <summary>A course on a person's own page.</summary>
/// <param name="Offer">Null where only an enrolment or assignment gives access.</param>
/// <param name="Reason">Why it was assigned; null where it was not.</param>
/// <param name="ForCustomers">See <see cref="Offers.IsForCustomers"/>.</param>
/// <param name="Due"><see cref="DueState.None"/> while a completion counts and no renewal was begun.</param>
/// <param name="State">Of the current enrolment.</param>
/// <param name="MinutesLeft">Of what is not done, without the quiz.</param>
/// <param name="ProgressShare">0–1.</param>
/// <param name="Next">Step to continue with: the one visited last, if not finished; null when complete, and while only a later retake is left.</param>
/// <param name="Quiz">Whether the quiz may be started, and if not, why.</param>
/// <param name="CompletionId">The last completion, for which a certificate is issued; null before the first.</param>
/// <param name="Validity">Of the last completion.</param>
/// <param name="IsRenewal">Whether the current enrolment renews an earlier completion.</param>
public sealed record CourseCard(
    string CourseId, LocalText Title, LocalText Summary, Offer? Offer, bool ForCustomers, AssignmentReason? Reason, DateTime? AssignedAtUtc, DueState Due,
    CourseState State, decimal ProgressShare, int MinutesLeft, NextStep? Next, AttemptAllowance Quiz, DateTime? LastSeenAtUtc,
    Guid? CompletionId, DateTime? CompletedAtUtc, int? Percent, ValidityState Validity, DateTime? ValidUntilUtc, bool MayRenew, bool IsRenewal)
{
    /// <summary>Why it is assigned, as it stands.</summary>
    public IReadOnlyList<StandingCause> Causes { get; init; } = [];

    /// <summary>Whether somebody in charge exempted the person from it.</summary>
    public bool IsExempt { get; init; }

    /// <summary>Whether the person is expected to complete it.</summary>
    public bool IsRequired => !IsExempt && (Reason is not null || Offers.IsRequired(Offer));
}

/// <summary>A person's courses: required or started, optional, and completed.</summary>
/// <param name="ToDo">Started, or required and without a completion that counts: overdue first, then by due date, then the one seen last.</param>
/// <param name="Offered">Optional and not started, in order of id.</param>
/// <param name="Done">Completed once, also where it counts no longer or is being renewed: latest first.</param>
/// <param name="ContinueWith">The card to do seen last; null where nothing was started.</param>
/// <param name="Paths">Those of the person's audiences, and those assigned, with their courses in order.</param>
public sealed record MyLearningView(
    IReadOnlyList<CourseCard> ToDo, IReadOnlyList<CourseCard> Offered, IReadOnlyList<CourseCard> Done, CourseCard? ContinueWith, IReadOnlyList<(PathProgress Progress, IReadOnlyList<PathStep> Steps)> Paths);

/// <summary>A course of a path.</summary>
/// <param name="IsOpen">Whether the person may open it.</param>
public sealed record PathStep(string CourseId, LocalText Title, bool IsOpen);

/// <summary>The person's own page. Read-only; the number of queries does not grow with the number of courses.</summary>
public sealed class MyLearning(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, AcademyReference reference, PersonReads reads, ValidityCalendar validity, CivilCalendar days, TimeProvider clock)
{
    public async Task<MyLearningView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MyLearning));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcNow();
        var audiences = await reads.AudiencesAsync(db, personId, cancellationToken);
        var assignments = (await reads.AssignmentsAsync(db, personId, cancellationToken)).ToDictionary(a => a.CourseId, StringComparer.Ordinal);
        var enrolments = (await reads.EnrolmentsAsync(db, personId, cancellationToken))
            .GroupBy(e => e.CourseId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!, StringComparer.Ordinal);
        var progress = await ProgressAsync(db, personId, cancellationToken);
        var completions = (await reads.CompletionsAsync(db, personId, cancellationToken))
            .GroupBy(c => c.CourseId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(c => c.CompletedAtUtc)!, StringComparer.Ordinal);
        var moment = validity.At(now);

        var causes = (await reads.CausesAsync(db, personId, cancellationToken)).ToLookup(c => c.CourseId, StringComparer.Ordinal);
        var cards = new List<CourseCard>();
        foreach (var (courseId, published) in await CoursesAsync(audiences, assignments.Keys, enrolments, cancellationToken))
        {
            var course = published.Course;
            var enrolment = enrolments.GetValueOrDefault(courseId);
            var done = enrolment is null ? EnrolmentProgress.None : progress.GetValueOrDefault(enrolment.Id, EnrolmentProgress.None);
            var earned = completions.GetValueOrDefault(courseId);
            var isComplete = enrolment?.CompletedAtUtc is not null;
            var standing = moment.StateOf(earned is not null, earned?.ValidUntilUtc);
            var assignment = assignments.GetValueOrDefault(courseId);
            var mayTestOut = CompletionRules.MayTestOut(course, audiences, enrolment?.IsRefresher == true);
            var facts = done.Facts(mayTestOut);
            var allowance = AttemptAllowance.For(course, [.. done.Attempts.Select(a => a.ToPast())], enrolment?.ReleasedAttempts ?? 0, facts.FinishedLessons, mayTestOut, now);
            var plan = CoursePlan.Of(course, facts, done.OpenedLessons, done.Attempts.Count > 0, allowance.State,
                isComplete, enrolment?.PositionStep, enrolment?.PositionAnchor);
            cards.Add(new(
                courseId, course.Title, course.Summary, Offers.Strongest(course, audiences) ?? assignment?.Offer, Offers.IsForCustomers(course), assignment?.Reason, assignment?.AssignedAtUtc,
                isComplete && standing != ValidityState.Expired ? DueState.None : DueState.Of(Validity.DueUtc(assignment is { IsExempt: false } ? assignment.DueAtUtc : null, earned is not null, earned?.ValidUntilUtc), now, days),
                isComplete ? CourseState.Completed : enrolment is not null ? CourseState.InProgress : CourseState.NotStarted,
                plan.ProgressShare, plan.MinutesLeft, plan.Resume, allowance, enrolment?.LastSeenAtUtc, earned?.Id, earned?.CompletedAtUtc, earned?.Percent,
                standing, earned?.ValidUntilUtc, isComplete && earned is not null && moment.MayRenew(earned.ValidUntilUtc, earned.RenewalOpenedAtUtc), enrolment is { Number: > 1 })
            {
                Causes = [.. causes[courseId]],
                IsExempt = assignment?.IsExempt == true,
            });
        }

        List<CourseCard> todo = [.. cards
            .Where(c => c.State == CourseState.InProgress || (c.IsRequired && (c.State == CourseState.NotStarted || c.Validity == ValidityState.Expired)))
            .OrderBy(c => c.Due.DueAtUtc ?? DateTime.MaxValue).ThenByDescending(c => c.LastSeenAtUtc ?? DateTime.MinValue).ThenBy(c => c.CourseId, StringComparer.Ordinal)];
        return new(
            todo,
            [.. cards.Where(c => c.State == CourseState.NotStarted).Except(todo).OrderBy(c => c.CourseId, StringComparer.Ordinal)],
            [.. cards.Where(c => c.CompletedAtUtc is not null).OrderByDescending(c => c.CompletedAtUtc)],
            todo.Where(c => c.State == CourseState.InProgress).MaxBy(c => c.LastSeenAtUtc),
            await PathsAsync(audiences, cards, cancellationToken));
    }

    private async Task<List<(PathProgress, IReadOnlyList<PathStep>)>> PathsAsync(List<Audience> audiences, List<CourseCard> cards, CancellationToken cancellationToken)
    {
        var known = cards.ToDictionary(c => c.CourseId, StringComparer.Ordinal);
        var done = cards.Where(c => c.Validity is ValidityState.Current or ValidityState.Expiring).Select(c => c.CourseId).ToHashSet(StringComparer.Ordinal);
        var paths = new List<(PathProgress, IReadOnlyList<PathStep>)>();
        foreach (var path in PathProgress.For(reference.Content.Paths, audiences, [.. cards.SelectMany(c => c.Causes).Select(c => c.PathId).OfType<string>()]))
        {
            var steps = new List<PathStep>();
            foreach (var courseId in path.Courses)
            {
                if (known.TryGetValue(courseId, out var card))
                {
                    steps.Add(new(courseId, card.Title, IsOpen: true));
                }
                else if (await catalogue.CurrentAsync(courseId, cancellationToken) is { } published)
                {
                    steps.Add(new(courseId, published.Course.Title, IsOpen: false));
                }
            }

            paths.Add((new(path, done), steps));
        }

        return paths;
    }

    /// <summary>Enrolled courses at their pinned revision, and the current revisions of those offered or assigned.</summary>
    private async Task<SortedDictionary<string, PublishedCourse>> CoursesAsync(
        List<Audience> audiences, IEnumerable<string> assigned, Dictionary<string, EnrolmentRow> enrolments, CancellationToken cancellationToken)
    {
        var courses = new SortedDictionary<string, PublishedCourse>(StringComparer.Ordinal);
        foreach (var offered in await catalogue.ForAsync(audiences, cancellationToken))
        {
            courses[offered.Course.Id] = offered;
        }

        foreach (var courseId in assigned)
        {
            if (!courses.ContainsKey(courseId) && await catalogue.CurrentAsync(courseId, cancellationToken) is { } published)
            {
                courses[courseId] = published;
            }
        }

        foreach (var (courseId, enrolment) in enrolments)
        {
            courses[courseId] = await catalogue.RevisionAsync(enrolment.RevisionId, cancellationToken);
        }

        return courses;
    }

    private async Task<Dictionary<Guid, EnrolmentProgress>> ProgressAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var lessons = (await reads.LessonsAsync(db, personId, cancellationToken)).ToLookup(l => l.EnrolmentId, l => l.Lesson);
        var runs = (await reads.ScenariosAsync(db, personId, cancellationToken)).ToLookup(r => r.EnrolmentId, r => new ScenarioPlayed(r.ScenarioId, r.Passed));
        var attempts = (await reads.AttemptsAsync(db, personId, cancellationToken)).ToLookup(a => a.EnrolmentId);
        return lessons.Select(l => l.Key).Concat(runs.Select(r => r.Key)).Concat(attempts.Select(a => a.Key)).Distinct().ToDictionary(
            id => id, id => new EnrolmentProgress([.. lessons[id]], [.. runs[id]], [.. attempts[id]]));
    }
}
