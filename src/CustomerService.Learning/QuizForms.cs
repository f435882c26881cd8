using CustomerService.Catalogue;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerService.Learning;

/// <summary>The part of an attempt that never changes, with its form drawn.</summary>
public sealed record AttemptForm(Guid AttemptId, Guid EnrolmentId, Guid PersonId, int Number, Course Course, Guid RevisionId, QuizForm Form, DateTime StartedAtUtc, DateTime DeadlineAtUtc);

/// <summary>Draws the forms of attempts again from revision and seed, and keeps the latest in memory.</summary>
public sealed class QuizForms(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue) : IDisposable
{
    /// <summary>Forms kept; one is some dozens of references into the cached course.</summary>
    private const int Kept = 5000;

    private readonly MemoryCache forms = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <returns>Null where there is no such attempt.</returns>
    public async ValueTask<AttemptForm?> GetAsync(Guid attemptId, CancellationToken cancellation = default)
    {
        if (forms.TryGetValue(attemptId, out AttemptForm? known))
        {
            return known;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<QuizAttempt>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == attemptId, cancellation) is not { } attempt)
        {
            return null;
        }

        var course = (await catalogue.RevisionAsync(attempt.RevisionId, cancellation)).Course;
        return Keep(attempt, course);
    }

    /// <summary>The attempt's form where it is the person's own; null for anybody else's.</summary>
    public async ValueTask<AttemptForm?> OwnAsync(Guid personId, Guid attemptId, CancellationToken cancellation = default) =>
        await GetAsync(attemptId, cancellation) is { } form && form.PersonId == personId ? form : null;

    public void Dispose() => forms.Dispose();

    private AttemptForm Keep(QuizAttempt attempt, Course course)
    {
        var seen = attempt.SeenItems.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var drawn = QuizDraw.Draw(course, attempt.DrawSeed, seen);
        if (!drawn.Succeeded)
        {
            throw new InvalidOperationException($"Attempt {attempt.Id} cannot be drawn again from revision {attempt.RevisionId}: {drawn.Refusal}.");
        }

        var form = new AttemptForm(attempt.Id, attempt.EnrolmentId, attempt.PersonId, attempt.Number, course, attempt.RevisionId, drawn.Value, attempt.StartedAtUtc, attempt.DeadlineAtUtc);
        return forms.Set(attempt.Id, form, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(2) });
    }
}
