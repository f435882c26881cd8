using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Validities;

/// <summary>A revision of a course.</summary>
/// <param name="People">How many hold a completion of it, their last one, that counts.</param>
public sealed record RevisionLine(int Number, DateTime PublishedAtUtc, int People);

/// <summary>The revisions of a course, the latest first, and what was decided about them.</summary>
/// <param name="Courses">Those whose validity ends, to choose from.</param>
public sealed record ValidityView(
    string CourseId, IReadOnlyList<(string Id, LocalText Title)> Courses, IReadOnlyList<RevisionLine> Revisions, IReadOnlyList<RevisionExpiry> Decisions);

/// <summary>Whoever runs the whole academy sees who holds what of a course, by its revisions.</summary>
public sealed class ViewValidity(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, ValidityCalendar validity)
{
    private const int MostDecisions = 20;

    /// <param name="courseId">Null: the first course.</param>
    /// <returns><see cref="NotAllowed"/>, or <see cref="NotFound"/> for a course that is not offered.</returns>
    public async Task<Result<ValidityView>> RunAsync(Guid askerId, string? courseId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewValidity));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.RunsAcademyAsync(askerId, cancellationToken))
        {
            return new NotAllowed();
        }

        var courses = (await catalogue.CurrentAsync(cancellationToken)).Select(c => (c.Course.Id, c.Course.Title)).ToList();
        courseId ??= courses.Select(c => c.Id).FirstOrDefault();
        if (courseId is null || !courses.Exists(c => c.Id == courseId))
        {
            return new NotFound();
        }

        var now = validity.Now.NowUtc;
        var completions = db.Set<Completion>();
        var held = await completions.Where(c => c.CourseId == courseId && (c.ValidUntilUtc == null || c.ValidUntilUtc >= now)
                && !completions.Any(later => later.PersonId == c.PersonId && later.CourseId == courseId && later.CompletedAtUtc > c.CompletedAtUtc))
            .GroupBy(c => c.RevisionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var revisions = await db.Set<CourseRevision>().Where(r => r.CourseId == courseId).OrderByDescending(r => r.Number)
            .Select(r => new { r.Id, r.Number, r.PublishedAtUtc }).ToListAsync(cancellationToken);
        return new ValidityView(
            courseId, courses, revisions.ConvertAll(r => new RevisionLine(r.Number, r.PublishedAtUtc, held.GetValueOrDefault(r.Id))),
            await db.Set<RevisionExpiry>().AsNoTracking().Where(e => e.CourseId == courseId).OrderByDescending(e => e.AtUtc).Take(MostDecisions).ToListAsync(cancellationToken));
    }
}
