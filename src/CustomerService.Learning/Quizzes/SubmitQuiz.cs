using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Quizzes;

/// <param name="CourseCompleted">Whether this completed the course.</param>
public sealed record SubmittedQuiz(Guid AttemptId, int Percent, bool Passed, bool CourseCompleted);

/// <summary>Submits an attempt: grades the saved answers and completes the course, in one transaction.</summary>
public sealed class SubmitQuiz(UnitOfWork work, AttemptSnapshotCache snapshots, AnswerWriter writer, RecordCompletion completion, TimeProvider clock)
{
    /// <returns><see cref="NotFound"/>, or <see cref="AttemptAlreadySubmitted"/>.</returns>
    public async Task<Result<SubmittedQuiz>> RunAsync(Guid personId, Guid attemptId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SubmitQuiz));
        if (await snapshots.OwnAsync(personId, attemptId, cancellationToken) is not { } attempt)
        {
            return new NotFound();
        }

        // Answers that other tabs sent before this click count.
        await writer.FlushAsync(cancellationToken);
        return await work.RunAsync(db => HandInAsync(db, attempt, cancellationToken), cancellationToken);
    }

    internal async Task<Result<SubmittedQuiz>> HandInAsync(AppDbContext db, AttemptSnapshot attempt, CancellationToken cancellationToken)
    {
        // First close the attempt in the database: answers in flight either commit before this or are refused.
        var closed = await db.Set<QuizAttempt>().Where(a => a.Id == attempt.AttemptId && a.State == AttemptState.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.State, AttemptState.Submitted), cancellationToken);
        if (closed == 0)
        {
            return new AttemptAlreadySubmitted(attempt.AttemptId);
        }

        var now = clock.UtcNow();
        var enrolment = await RecordCompletion.LockAsync(db, attempt.EnrolmentId, now, cancellationToken);
        var row = await db.Set<QuizAttempt>().AsTracking().SingleAsync(a => a.Id == attempt.AttemptId, cancellationToken);
        var answers = await db.Set<AttemptAnswer>().Where(a => a.AttemptId == attempt.AttemptId).Select(a => new { a.ItemId, a.Response }).ToListAsync(cancellationToken);
        var result = QuizResult.Of(attempt.Course, attempt.Quiz, answers.ToDictionary(a => a.ItemId, a => Response.FromJson(a.Response), StringComparer.Ordinal));
        row.Submit(result, now);
        var completed = await completion.RunAsync(db, enrolment, attempt.Course, cancellationToken);
        return new SubmittedQuiz(attempt.AttemptId, result.Percent, result.Passed, completed);
    }
}
