using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Catalogue.Publishing;

/// <summary>Publishes the content folder: a changed course gets a new revision, an unchanged one is skipped, one
/// with errors keeps its last valid revision. Idempotent; safe to run on several nodes concurrently.</summary>
public sealed partial class PublishContent(
    UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts, DomainEvents events, CourseCatalogue catalogue, AcademyReference reference,
    TimeProvider clock, ILogger<PublishContent> logger)
{
    /// <param name="folder">The content folder.</param>
    public async Task<PublishReport> RunAsync(string folder, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PublishContent));
        var content = ContentReader.Read(folder);
        reference.Use(content.Academy);
        LogProblems(content.Problems);

        var current = await CurrentHashesAsync(cancellationToken);
        var published = new List<CoursePublished>();
        var unchanged = new List<string>();
        var rejected = new List<RejectedCourse>();
        foreach (var source in content.Courses)
        {
            var json = JsonSerializer.Serialize(source.Course, CourseJson.Options);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            if (source.Problems.All(p => p.Severity != Severity.Error) && current.GetValueOrDefault(source.Course.Id) == hash)
            {
                unchanged.Add(source.Course.Id);
                continue;
            }

            var problems = ContentChecker.Check(source, content);
            LogProblems(problems);
            if (problems.Any(p => p.Severity == Severity.Error))
            {
                Rejected(logger, source.Course.Id, problems.Count(p => p.Severity == Severity.Error));
                rejected.Add(new RejectedCourse(source.Course.Id, problems));
            }
            else if (await PublishAsync(source.Course.Id, hash, json, cancellationToken) is { } domainEvent)
            {
                Published(logger, domainEvent.CourseId, domainEvent.Number);
                published.Add(domainEvent);
            }
            else
            {
                unchanged.Add(source.Course.Id);
            }
        }

        var absent = current.Keys.Except(content.Courses.Select(c => c.Course.Id)).Order(StringComparer.Ordinal).ToList();
        absent.ForEach(course => Absent(logger, course));
        catalogue.Refresh();
        return new PublishReport(published, unchanged, rejected, absent, content.Problems);
    }

    private async Task<Dictionary<string, string>> CurrentHashesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<CourseCurrent>()
            .Join(db.Set<CourseRevision>(), c => c.RevisionId, r => r.Id, (c, r) => new { c.CourseId, r.Hash })
            .ToDictionaryAsync(c => c.CourseId, c => c.Hash, cancellationToken);
    }

    /// <summary>Creates the next revision; null if the current one already has this content, even if a concurrent node created it.</summary>
    private Task<CoursePublished?> PublishAsync(string courseId, string hash, string json, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(db => AddRevisionAsync(db, courseId, hash, json, cancellationToken), cancellationToken);

    private async Task<CoursePublished?> AddRevisionAsync(AppDbContext db, string courseId, string hash, string json, CancellationToken cancellationToken)
    {
        var pointer = await db.Set<CourseCurrent>().SingleOrDefaultAsync(c => c.CourseId == courseId, cancellationToken);
        if (pointer is not null && await db.Set<CourseRevision>().AnyAsync(r => r.Id == pointer.RevisionId && r.Hash == hash, cancellationToken))
        {
            return null;
        }

        var last = await db.Set<CourseRevision>().Where(r => r.CourseId == courseId).MaxAsync(r => (int?)r.Number, cancellationToken) ?? 0;
        var now = clock.UtcNow();
        var revision = new CourseRevision(Guid.CreateVersion7(), courseId, last + 1, hash, json, now);
        db.Add(revision);
        if (pointer is null)
        {
            db.Add(new CourseCurrent(courseId, revision.Id));
        }
        else
        {
            pointer.PointTo(revision.Id);
        }

        var domainEvent = new CoursePublished(courseId, revision.Id, revision.Number, now);
        await events.RaiseAsync(db, domainEvent, cancellationToken);
        return domainEvent;
    }

    private void LogProblems(IReadOnlyList<ContentProblem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Severity == Severity.Error)
            {
                ContentError(logger, problem.Line(Language.English));
            }
            else
            {
                ContentWarning(logger, problem.Line(Language.English));
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Course {CourseId} is published as revision {Number}")]
    private static partial void Published(ILogger logger, string courseId, int number);

    [LoggerMessage(2, LogLevel.Error, "Course {CourseId} is not published: its content has {Errors} errors. Learners keep its last revision")]
    private static partial void Rejected(ILogger logger, string courseId, int errors);

    [LoggerMessage(3, LogLevel.Warning, "Course {CourseId} has no content folder any more. It stays as it was published")]
    private static partial void Absent(ILogger logger, string courseId);

    [LoggerMessage(4, LogLevel.Error, "{Problem}")]
    private static partial void ContentError(ILogger logger, string problem);

    [LoggerMessage(5, LogLevel.Debug, "{Problem}")]
    private static partial void ContentWarning(ILogger logger, string problem);
}

/// <summary>The result of publishing.</summary>
/// <param name="Absent">Published courses without a folder; they are left unchanged.</param>
/// <param name="Problems">Problems of files outside the courses.</param>
public sealed record PublishReport(
    IReadOnlyList<CoursePublished> Published, IReadOnlyList<string> Unchanged, IReadOnlyList<RejectedCourse> Rejected,
    IReadOnlyList<string> Absent, IReadOnlyList<ContentProblem> Problems);

/// <summary>A course that was not published, and why.</summary>
public sealed record RejectedCourse(string CourseId, IReadOnlyList<ContentProblem> Problems);
