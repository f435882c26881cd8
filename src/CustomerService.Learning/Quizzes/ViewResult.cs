using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Quizzes;

/// <summary>An item after submission: as shown, with the answer and the points. Explanations are in the item.</summary>
/// <param name="Response">Null: not answered.</param>
/// <param name="LessonTitle">The lesson to review.</param>
public sealed record ItemFeedback(int Number, DrawnItem Drawn, Response? Response, ItemScore Score, LocalText? LessonTitle);

public sealed record OutcomeFeedback(Outcome Outcome, int Percent, bool Sufficient);

public sealed record LessonToReview(string LessonId, LocalText Title, int Minutes, decimal LostPoints);

/// <summary>A submitted attempt.</summary>
/// <param name="AtDeadline">Submitted by the server when time was up.</param>
/// <param name="Next">Whether another attempt may follow, and when.</param>
/// <param name="CompletionId">The completion of the course, whichever step completed it; null until complete.</param>
public sealed record ResultView(
    Guid AttemptId, string CourseId, LocalText CourseTitle, int Number, DateTime StartedAtUtc, DateTime SubmittedAtUtc, bool AtDeadline,
    decimal Points, decimal MaxPoints, int Percent, int PassPercent, int CriticalOutcomePercent, bool Passed,
    IReadOnlyList<OutcomeFeedback> Outcomes, IReadOnlyList<ItemFeedback> Items, IReadOnlyList<LessonToReview> Review,
    AttemptAllowance Next, CompletionExplanation Explanation, Guid? CompletionId, NextStep? NextStep);

/// <summary>Shows the result of an attempt with feedback on every item, after submission only.</summary>
public sealed class ViewResult(IDbContextFactory<AppDbContext> contexts, AttemptSnapshotCache snapshots, SubmitExpiredAttempts expired, OpenCourse open)
{
    /// <returns><see cref="NotFound"/>, or <see cref="AttemptStillOpen"/>: show the attempt instead.</returns>
    public async Task<Result<ResultView>> RunAsync(Guid personId, Guid attemptId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewResult));
        if (await snapshots.OwnAsync(personId, attemptId, cancellationToken) is not { } attempt)
        {
            return new NotFound();
        }

        await expired.SubmitAsync(attemptId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<QuizAttempt>().AsNoTracking().SingleAsync(a => a.Id == attemptId, cancellationToken);
        if (row.Result is null)
        {
            return new AttemptStillOpen(attemptId);
        }

        var result = QuizResult.FromJson(row.Result);
        var course = attempt.Course;
        var now = await open.RunAsync(personId, course.Id, cancellationToken);
        if (!now.Succeeded)
        {
            return now.Refusal!;
        }

        return new ResultView(
            attemptId, course.Id, course.Title, row.Number, row.StartedAtUtc, row.SubmittedAtUtc!.Value, row.SubmittedAtUtc >= row.DeadlineAtUtc,
            result.Points, result.MaxPoints, result.Percent, course.Quiz.PassPercent, course.Quiz.CriticalOutcomePercent, result.Passed,
            [.. result.Outcomes.Select(o => new OutcomeFeedback(course.Outcomes.First(c => c.Id == o.OutcomeId), o.Percent, o.Sufficient))],
            [.. attempt.Quiz.Items.Select((drawn, i) => Feedback(course, i + 1, drawn, result.Items.First(r => r.ItemId == drawn.Id)))],
            [.. result.Review.Select(r => (Lost: r.LostPoints, Lesson: course.Lesson(r.LessonId))).Where(r => r.Lesson is not null)
                .Select(r => new LessonToReview(r.Lesson!.Id, r.Lesson.Title, r.Lesson.Minutes, r.Lost))],
            now.Value.Allowance, now.Value.Explanation, now.Value.CompletionId, now.Value.Next);
    }

    /// <summary>Points are the stored ones, as graded; only the verdicts on the parts are recomputed.</summary>
    private static ItemFeedback Feedback(Course course, int number, DrawnItem drawn, ItemResult result) => new(
        number, drawn, result.Response, Grading.Grade(drawn.Item, result.Response) with { Points = result.Points, IsCorrect = result.IsCorrect }, course.Lesson(drawn.Item.LessonId)?.Title);
}
