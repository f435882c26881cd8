using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Quizzes;

/// <param name="Number">1, 2, … within the quiz.</param>
/// <param name="Saved">The committed answer; null where there is none. A blank one was cleared.</param>
public sealed record AttemptItem(int Number, DrawnItem Drawn, Response? Saved, DateTime? SavedAtUtc)
{
    /// <summary>Parts still empty in an answer that was begun; 0 where it is whole or there is none.</summary>
    public int PartsLeft { get; } = ItemTypes.PartsLeft(Drawn.Item, Saved);

    /// <summary>Answered as a whole.</summary>
    public bool IsAnswered => Saved is not (null or BlankResponse) && PartsLeft == 0;

    /// <summary>Begun, with parts still empty.</summary>
    public bool IsIncomplete => PartsLeft > 0;
}

/// <summary>An open attempt. The items contain their keys: render only what <see cref="DrawnItem.Order"/> gives.</summary>
/// <param name="Remaining">Until the server's deadline, at the time of this read; not below zero.</param>
public sealed record AttemptView(
    Guid AttemptId, string CourseId, LocalText CourseTitle, int Number, DateTime StartedAtUtc, DateTime DeadlineAtUtc, TimeSpan Remaining, IReadOnlyList<AttemptItem> Items)
{
    public int Answered => Items.Count(i => i.IsAnswered);
}

/// <summary>Opens an attempt with the answers saved so far. An expired one is submitted first.</summary>
public sealed class OpenAttempt(IDbContextFactory<AppDbContext> contexts, AttemptSnapshotCache snapshots, SubmitExpiredAttempts expired, TimeProvider clock)
{
    /// <returns><see cref="NotFound"/>, or <see cref="AttemptAlreadySubmitted"/>: show the result instead.</returns>
    public async Task<Result<AttemptView>> RunAsync(Guid personId, Guid attemptId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(OpenAttempt));
        if (await snapshots.OwnAsync(personId, attemptId, cancellationToken) is not { } attempt)
        {
            return new NotFound();
        }

        var now = clock.UtcNow();
        if (QuizAttempt.HasExpiredAt(attempt.DeadlineAtUtc, now))
        {
            await expired.SubmitAsync(attemptId, cancellationToken);
            return new AttemptAlreadySubmitted(attemptId);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<QuizAttempt>().Where(a => a.Id == attemptId).Select(a => a.State).SingleAsync(cancellationToken) == AttemptState.Submitted)
        {
            return new AttemptAlreadySubmitted(attemptId);
        }

        var saved = await db.Set<AttemptAnswer>().Where(a => a.AttemptId == attemptId)
            .Select(a => new { a.ItemId, a.Response, a.SavedAtUtc }).ToDictionaryAsync(a => a.ItemId, StringComparer.Ordinal, cancellationToken);
        var remaining = attempt.DeadlineAtUtc - now;
        return new AttemptView(
            attemptId, attempt.Course.Id, attempt.Course.Title, attempt.Number, attempt.StartedAtUtc, attempt.DeadlineAtUtc, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero,
            [.. attempt.Quiz.Items.Select((drawn, i) => saved.TryGetValue(drawn.Id, out var answer)
                ? new AttemptItem(i + 1, drawn, Response.FromJson(answer.Response), answer.SavedAtUtc)
                : new AttemptItem(i + 1, drawn, null, null))]);
    }
}
