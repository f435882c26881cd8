using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Data;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Courses;

public enum CourseState
{
    NotStarted,
    InProgress,
    Completed,
}

/// <summary>The outline of a course with one learner's progress. Read-only.</summary>
/// <param name="Offer">The strongest offer to the person's audiences; null where only an enrolment or assignment gives access.</param>
/// <param name="ForCustomers">See <see cref="Offers.IsForCustomers"/>.</param>
/// <param name="CompletionId">The completion that a certificate is issued for; null until complete.</param>
/// <param name="Explanation">Why the course is or is not complete; that of the completion once there is one.</param>
/// <param name="MinutesCredited">Minutes on the training record; null until complete.</param>
/// <param name="Minutes">The course's length, which is also what is credited; the final quiz has its own time.</param>
/// <param name="ScenariosMustPass">See <see cref="CompletionSettings.ScenariosPassed"/>.</param>
/// <param name="Cycles">Every completion of the course, the latest first.</param>
/// <param name="Validity">Of the last completion.</param>
/// <param name="RenewalFromUtc">When the last completion can be renewed, by the rules; null where it has no end.</param>
/// <param name="IsRenewal">Whether the current enrolment renews an earlier completion.</param>
/// <param name="IsRefresher">See <see cref="Enrolment.IsRefresher"/>.</param>
/// <param name="AtWorkPlans">The learner's own plans by lesson id; a suggestion taken over unchanged, in both languages.</param>
public sealed record CourseView(
    string CourseId, Guid RevisionId, LocalText Title, LocalText Summary, IReadOnlyList<Outcome> Outcomes, Offer? Offer, bool ForCustomers,
    CourseState State, DueState Due, bool IsEnrolled, IReadOnlyList<CourseStep> Steps, decimal ProgressShare, int MinutesLeft, NextStep? Next,
    QuizRules Quiz, AttemptAllowance Allowance, IReadOnlyList<AttemptSummary> Attempts, CompletionExplanation Explanation,
    Guid? CompletionId, DateTime? CompletedAtUtc, int? Percent, int? MinutesCredited, int? CertificateValidMonths,
    IReadOnlyDictionary<string, LocalText> AtWorkPlans, int Minutes, bool ScenariosMustPass,
    IReadOnlyList<CompletionCycle> Cycles, ValidityState Validity, DateTime? RenewalFromUtc, bool MayRenew, bool IsRenewal, bool IsRefresher)
{
    /// <summary>Why it is assigned, as it stands.</summary>
    public IReadOnlyList<StandingCause> Causes { get; init; } = [];

    /// <summary>What was decided about the person and stands.</summary>
    public IReadOnlyList<AssignmentAdjustment> Adjustments { get; init; } = [];

    /// <summary>The person's paths that contain the course.</summary>
    public IReadOnlyList<PathProgress> Paths { get; init; } = [];

    public bool IsExempt => Adjustments.Any(a => a.Kind == AdjustmentKind.Exemption);

    /// <summary>End of the last completion's validity; null: without an end, or never completed.</summary>
    public DateTime? ValidUntilUtc => Cycles.Count > 0 ? Cycles[0].ValidUntilUtc : null;
}

/// <summary>One completion of a course.</summary>
/// <param name="Number">1 for the first, 2 for its renewal, …</param>
/// <param name="IsOutside">Recorded by an import, without a certificate of the academy.</param>
public sealed record CompletionCycle(Guid CompletionId, int Number, DateTime CompletedAtUtc, DateTime? ValidUntilUtc, int? Percent, ValidityState Validity, bool IsOutside);

/// <param name="Percent">Null while open.</param>
public sealed record AttemptSummary(Guid Id, int Number, AttemptState State, DateTime StartedAtUtc, DateTime DeadlineAtUtc, DateTime? SubmittedAtUtc, int? Percent, bool? Passed);

public sealed class OpenCourse(IDbContextFactory<AppDbContext> contexts, LearnerReads reads, PersonReads person, AcademyReference reference, SubmitExpiredAttempts expired, ValidityCalendar validity, CivilCalendar days, TimeProvider clock)
{
    /// <returns><see cref="NotFound"/> for a course that is not open to the person.</returns>
    public async Task<Result<CourseView>> RunAsync(Guid personId, string courseId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(OpenCourse));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await reads.CourseAsync(db, personId, courseId, cancellationToken) is not { } found)
        {
            return new NotFound();
        }

        var now = clock.UtcNow();
        var course = found.Course;
        var progress = found.Enrolment is null ? EnrolmentProgress.None : await LearnerReads.ProgressAsync(db, found.Enrolment.Id, cancellationToken);
        if (progress.Attempts.FirstOrDefault(a => a.State == AttemptState.Open && QuizAttempt.HasExpiredAt(a.DeadlineAtUtc, now)) is { } over)
        {
            await expired.SubmitAsync(over.Id, cancellationToken);
            found = (await reads.CourseAsync(db, personId, courseId, cancellationToken))!;
            progress = await LearnerReads.ProgressAsync(db, found.Enrolment!.Id, cancellationToken);
        }

        var enrolment = found.Enrolment;
        var audiences = await person.AudiencesAsync(db, personId, cancellationToken);
        var dueAt = await db.StandingAssignments().Where(a => a.PersonId == personId && a.CourseId == courseId).Select(a => a.DueAtUtc).FirstOrDefaultAsync(cancellationToken);
        var completion = enrolment is null
            ? null
            : await db.Set<Completion>().AsNoTracking().FirstOrDefaultAsync(c => c.EnrolmentId == enrolment.Id, cancellationToken);
        var moment = validity.At(now);
        var earned = enrolment is null ? [] : await (
            from c in db.Set<Completion>()
            where c.PersonId == personId && c.CourseId == courseId
            join e in db.Set<Enrolment>() on c.EnrolmentId equals e.Id
            orderby c.CompletedAtUtc descending
            select new { c.Id, e.Number, c.CompletedAtUtc, c.ValidUntilUtc, c.RenewalOpenedAtUtc, c.Percent, c.Explanation }).ToListAsync(cancellationToken);
        var last = earned.Count > 0 ? earned[0] : null;
        var standing = moment.StateOf(last is not null, last?.ValidUntilUtc);
        var mayTestOut = CompletionRules.MayTestOut(course, audiences, enrolment?.IsRefresher == true);
        var facts = progress.Facts(mayTestOut);
        var allowance = AttemptAllowance.For(course, [.. progress.Attempts.Select(a => a.ToPast())], enrolment?.ReleasedAttempts ?? 0, facts.FinishedLessons, mayTestOut, now);
        var plan = CoursePlan.Of(course, facts, progress.OpenedLessons, progress.Attempts.Count > 0, allowance.State,
            completion is not null, enrolment?.PositionStep, enrolment?.PositionAnchor);
        var causes = await db.StandingCausesOf(personId, courseId).ToListAsync(cancellationToken);
        return new CourseView(
            courseId, found.Published.RevisionId, course.Title, course.Summary, course.Outcomes, Offers.Strongest(course, audiences), Offers.IsForCustomers(course),
            completion is not null ? CourseState.Completed : enrolment is not null ? CourseState.InProgress : CourseState.NotStarted,
            completion is not null && standing != ValidityState.Expired ? DueState.None : DueState.Of(Validity.DueUtc(dueAt, last is not null, last?.ValidUntilUtc), now, days), enrolment is not null, plan.Steps, plan.ProgressShare, plan.MinutesLeft, plan.Next,
            course.Quiz, allowance,
            [.. progress.Attempts.Select(a => new AttemptSummary(a.Id, a.Number, a.State, a.StartedAtUtc, a.DeadlineAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed))],
            completion is null ? CompletionRules.Explain(course, facts) : CompletionExplanation.FromJson(completion.Explanation),
            completion?.Id, completion?.CompletedAtUtc, completion?.Percent, completion?.Minutes, course.CertificateValidMonths,
            progress.Lessons.Where(l => l.AtWorkPlan is not null).ToDictionary(l => l.LessonId, l => LessonProgress.PlanText(l.AtWorkPlan!, course.Lesson(l.LessonId)), StringComparer.Ordinal),
            course.Minutes, course.Completion is { ScenariosPassed: true },
            earned.ConvertAll(c => new CompletionCycle(c.Id, c.Number, c.CompletedAtUtc, c.ValidUntilUtc, c.Percent, moment.StateOf(c.ValidUntilUtc), CompletionExplanation.FromJson(c.Explanation).Outside is not null)), standing,
            last?.ValidUntilUtc is { } end ? validity.RenewalOpensUtc(end) : null, completion is not null && last is not null && moment.MayRenew(last.ValidUntilUtc, last.RenewalOpenedAtUtc),
            enrolment is { Number: > 1 }, enrolment?.IsRefresher == true)
        {
            Causes = causes,
            Paths = await PathsAsync(db, personId, courseId, audiences, causes, now, cancellationToken),
            Adjustments = await db.StandingAdjustmentsOf(personId).AsNoTracking().Where(a => a.CourseId == courseId).OrderBy(a => a.AtUtc).ToListAsync(cancellationToken),
        };
    }

    private async Task<List<PathProgress>> PathsAsync(AppDbContext db, Guid personId, string courseId, List<Audience> audiences, List<StandingCause> causes, DateTime now, CancellationToken cancellationToken)
    {
        var paths = PathProgress.For(reference.Content.Paths.Where(p => p.Courses.Contains(courseId)), audiences, [.. causes.Select(c => c.PathId).OfType<string>()]);
        if (paths.Count == 0)
        {
            return [];
        }

        List<string> courses = [.. paths.SelectMany(p => p.Courses).Distinct(StringComparer.Ordinal)];
        var done = await db.Set<Completion>().Where(c => c.PersonId == personId && courses.Contains(c.CourseId) && (c.ValidUntilUtc == null || c.ValidUntilUtc >= now)).Select(c => c.CourseId).ToListAsync(cancellationToken);
        return [.. paths.Select(p => new PathProgress(p, done.ToHashSet(StringComparer.Ordinal)))];
    }
}
