using System.ComponentModel;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;

namespace CustomerService.Learning.Quizzes;

/// <summary>The immutable part of an attempt, with its drawn quiz.</summary>
public sealed record AttemptSnapshot(Guid AttemptId, Guid EnrolmentId, Guid PersonId, int Number, Course Course, Guid RevisionId, DrawnQuiz Quiz, DateTime StartedAtUtc, DateTime DeadlineAtUtc);

/// <summary>Redraws the quizzes of attempts from revision and seed, and caches the draw. Only ids are cached, because cache entries
/// are serialised; the items come from the revision, which the catalogue holds in memory.</summary>
public sealed class AttemptSnapshotCache(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, HybridCache cache)
{
    private static readonly HybridCacheEntryOptions Options = new() { Expiration = TimeSpan.FromHours(2), LocalCacheExpiration = TimeSpan.FromHours(2) };

    /// <returns>Null where there is no such attempt.</returns>
    public async ValueTask<AttemptSnapshot?> GetAsync(Guid attemptId, CancellationToken cancellationToken = default)
    {
        var key = $"attempt:{attemptId:N}";
        var drawn = await cache.GetOrCreateAsync(
            key, (Self: this, AttemptId: attemptId), static (state, token) => state.Self.DrawAsync(state.AttemptId, token), Options, cancellationToken: cancellationToken);
        if (drawn is null)
        {
            // Anybody can make up an id: misses are not cached.
            await cache.RemoveAsync(key, cancellationToken);
            return null;
        }

        var course = (await catalogue.RevisionAsync(drawn.RevisionId, cancellationToken)).Course;
        var bank = course.Bank.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var quiz = new DrawnQuiz([.. drawn.Items.Select(i => new DrawnItem(bank[i.Id], i.Order))]);
        return new AttemptSnapshot(attemptId, drawn.EnrolmentId, drawn.PersonId, drawn.Number, course, drawn.RevisionId, quiz, drawn.StartedAtUtc, drawn.DeadlineAtUtc);
    }

    /// <summary>The attempt where it is the person's own; null for anybody else's.</summary>
    public async ValueTask<AttemptSnapshot?> OwnAsync(Guid personId, Guid attemptId, CancellationToken cancellationToken = default) =>
        await GetAsync(attemptId, cancellationToken) is { } attempt && attempt.PersonId == personId ? attempt : null;

    private async ValueTask<DrawnAttempt?> DrawAsync(Guid attemptId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<QuizAttempt>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == attemptId, cancellationToken) is not { } attempt)
        {
            return null;
        }

        var course = (await catalogue.RevisionAsync(attempt.RevisionId, cancellationToken)).Course;
        var seen = attempt.SeenItems.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var drawn = QuizDraw.Draw(course, attempt.DrawSeed, seen);
        if (!drawn.Succeeded)
        {
            throw new InvalidOperationException($"Attempt {attempt.Id} cannot be drawn again from revision {attempt.RevisionId}: {drawn.Refusal}.");
        }

        return new DrawnAttempt(
            attempt.EnrolmentId, attempt.PersonId, attempt.Number, attempt.RevisionId, attempt.StartedAtUtc, attempt.DeadlineAtUtc,
            [.. drawn.Value.Items.Select(i => new DrawnIds(i.Id, i.Order))]);
    }

    /// <summary>The cache entry of an attempt. Immutable: the cache returns the same instance to all callers.</summary>
    [ImmutableObject(true)]
    internal sealed record DrawnAttempt(
        Guid EnrolmentId, Guid PersonId, int Number, Guid RevisionId, DateTime StartedAtUtc, DateTime DeadlineAtUtc, IReadOnlyList<DrawnIds> Items);

    /// <summary>An item's id, with the ids of its parts in the order shown.</summary>
    internal sealed record DrawnIds(string Id, IReadOnlyList<string> Order);
}
