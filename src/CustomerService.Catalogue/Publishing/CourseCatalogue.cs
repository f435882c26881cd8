using System.Collections.Concurrent;
using System.Text.Json;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Catalogue.Publishing;

/// <summary>In-memory cache of the published courses: revisions are immutable and cached by id; only the small table of current
/// pointers is re-read, at most once per <see cref="PointerLifetime"/> (another node may have published). A plain dictionary, since these
/// are immutable object graphs that every page shares: a HybridCache would serialise each.</summary>
public sealed class CourseCatalogue(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan PointerLifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, PublishedCourse> _revisions = new();
    private volatile Pointers? _pointers;

    /// <summary>All courses on offer, ordered by id.</summary>
    public async ValueTask<IReadOnlyList<PublishedCourse>> CurrentAsync(CancellationToken cancellationToken = default) =>
        (await PointersAsync(cancellationToken)).Courses;

    /// <summary>The current revision of a course on offer; null when there is none.</summary>
    public async ValueTask<PublishedCourse?> CurrentAsync(string courseId, CancellationToken cancellationToken = default) =>
        (await PointersAsync(cancellationToken)).ById.GetValueOrDefault(courseId);

    /// <summary>Courses on offer to any of the audiences.</summary>
    public async ValueTask<IReadOnlyList<PublishedCourse>> ForAsync(IReadOnlyCollection<Audience> audiences, CancellationToken cancellationToken = default) =>
        [.. (await CurrentAsync(cancellationToken)).Where(c => audiences.Any(c.Course.Offers.ContainsKey))];

    /// <summary>A revision pinned by an enrolment or attempt.</summary>
    /// <exception cref="InvalidOperationException">The revision is not in the database.</exception>
    public async ValueTask<PublishedCourse> RevisionAsync(Guid revisionId, CancellationToken cancellationToken = default)
    {
        if (_revisions.TryGetValue(revisionId, out var known))
        {
            return known;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var revision = await db.Set<CourseRevision>().AsNoTracking().SingleAsync(r => r.Id == revisionId, cancellationToken);
        return Keep(revision);
    }

    /// <summary>Invalidates the cached pointers after this node published, so that the next read queries the database.</summary>
    public void Refresh() => _pointers = null;

    private async ValueTask<Pointers> PointersAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        if (_pointers is { } fresh && now - fresh.ReadAtUtc < PointerLifetime && now >= fresh.ReadAtUtc)
        {
            return fresh;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Set<CourseCurrent>().OrderBy(c => c.CourseId).Select(c => c.RevisionId).ToListAsync(cancellationToken);
        var courses = new List<PublishedCourse>(ids.Count);
        foreach (var id in ids)
        {
            courses.Add(await RevisionAsync(id, cancellationToken));
        }

        return _pointers = new Pointers(now, courses, courses.ToDictionary(c => c.Course.Id, StringComparer.Ordinal));
    }

    private PublishedCourse Keep(CourseRevision revision) => _revisions.GetOrAdd(revision.Id, _ => new PublishedCourse(
        revision.Id, revision.Number, revision.Hash, revision.PublishedAtUtc,
        JsonSerializer.Deserialize<Course>(revision.Content, CourseJson.Options)!));

    private sealed record Pointers(DateTime ReadAtUtc, IReadOnlyList<PublishedCourse> Courses, IReadOnlyDictionary<string, PublishedCourse> ById);
}
