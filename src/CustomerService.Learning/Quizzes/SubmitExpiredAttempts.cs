using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Quizzes;

/// <summary>Submits open attempts whose deadline has passed, with the answers saved in time. Called wherever an expired attempt is found, and by
/// the background service; concurrent calls are harmless, since only one closes the attempt.</summary>
public sealed class SubmitExpiredAttempts(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork work, AttemptSnapshotCache snapshots, SubmitQuiz submit, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <returns>How many attempts were submitted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SubmitExpiredAttempts));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Set<QuizAttempt>().Where(QuizAttempt.LapsedAt(clock.UtcNow()))
            .OrderBy(a => a.DeadlineAtUtc).Select(a => a.Id).Take(BatchSize).ToListAsync(cancellationToken);
        var count = 0;
        foreach (var id in ids)
        {
            count += await SubmitAsync(id, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Submits the expired attempt of an enrolment, if there is one.</summary>
    public async Task OfEnrolmentAsync(Guid enrolmentId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.Set<QuizAttempt>().Where(QuizAttempt.LapsedAt(clock.UtcNow())).Where(a => a.EnrolmentId == enrolmentId).Select(a => a.Id).ToListAsync(cancellationToken))
        {
            await SubmitAsync(id, cancellationToken);
        }
    }

    /// <summary>Submits one attempt, if its deadline has passed.</summary>
    /// <returns>Whether this call submitted it.</returns>
    public async Task<bool> SubmitAsync(Guid attemptId, CancellationToken cancellationToken = default) =>
        await snapshots.GetAsync(attemptId, cancellationToken) is { } attempt
        && QuizAttempt.HasExpiredAt(attempt.DeadlineAtUtc, clock.UtcNow())
        && (await work.RunAsync(db => submit.HandInAsync(db, attempt, cancellationToken), cancellationToken)).Succeeded;
}
