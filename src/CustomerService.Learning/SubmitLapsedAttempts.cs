using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning;

/// <summary>Hands in open attempts whose deadline has passed, with the answers saved in time. Run by whoever meets one, and by the
/// sweep; several at the same moment are harmless, since only one closes the attempt.</summary>
public sealed class SubmitLapsedAttempts(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork work, AttemptSnapshotCache snapshots, SubmitQuiz submit, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many attempts were handed in.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SubmitLapsedAttempts));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await db.Set<QuizAttempt>().Where(QuizAttempt.LapsedAt(clock.UtcNow()))
            .OrderBy(a => a.DeadlineAtUtc).Select(a => a.Id).Take(AtOnce).ToListAsync(cancellation);
        var count = 0;
        foreach (var id in ids)
        {
            count += await SubmitAsync(id, cancellation) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Hands in the lapsed attempt of an enrolment, where there is one.</summary>
    public async Task OfEnrolmentAsync(Guid enrolmentId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var id in await db.Set<QuizAttempt>().Where(QuizAttempt.LapsedAt(clock.UtcNow())).Where(a => a.EnrolmentId == enrolmentId).Select(a => a.Id).ToListAsync(cancellation))
        {
            await SubmitAsync(id, cancellation);
        }
    }

    /// <summary>Hands in one attempt, if its deadline has passed.</summary>
    /// <returns>Whether this did it.</returns>
    public async Task<bool> SubmitAsync(Guid attemptId, CancellationToken cancellation = default) =>
        await snapshots.GetAsync(attemptId, cancellation) is { } attempt
        && QuizAttempt.HasLapsedAt(attempt.DeadlineAtUtc, clock.UtcNow())
        && (await work.RunAsync(db => submit.HandInAsync(db, attempt, cancellation), cancellation)).Succeeded;
}
