using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CustomerService.Catalogue.Check;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Facts;
using CustomerService.Platform.Telemetry;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Catalogue;

/// <summary>Publishes the content folder: a course whose content changed gets a new revision, an unchanged one is left alone, one
/// with errors keeps its last good revision. Safe to run on several nodes at once.</summary>
public sealed partial class PublishContent(
    UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts, FactRecorder facts, CourseCatalogue catalogue, AcademyReference reference,
    TimeProvider clock, ILogger<PublishContent> logger)
{
    /// <summary>Tries for one course when another node publishes it at the same moment.</summary>
    private const int Tries = 3;

    /// <param name="folder">The content folder.</param>
    public async Task<PublishReport> RunAsync(string folder, CancellationToken cancellation = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PublishContent));
        var content = ContentReader.Read(folder);
        reference.Use(content.Academy);
        LogProblems(content.Problems);

        var current = await CurrentHashesAsync(cancellation);
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
                LogRejected(source.Course.Id, problems.Count(p => p.Severity == Severity.Error));
                rejected.Add(new RejectedCourse(source.Course.Id, problems));
            }
            else if (await PublishAsync(source.Course.Id, hash, json, cancellation) is { } fact)
            {
                LogPublished(fact.CourseId, fact.Number);
                published.Add(fact);
            }
            else
            {
                unchanged.Add(source.Course.Id);
            }
        }

        var absent = current.Keys.Except(content.Courses.Select(c => c.Course.Id)).Order(StringComparer.Ordinal).ToList();
        absent.ForEach(LogAbsent);
        catalogue.Refresh();
        return new PublishReport(published, unchanged, rejected, absent, content.Problems);
    }

    private async Task<Dictionary<string, string>> CurrentHashesAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<CourseCurrent>()
            .Join(db.Set<CourseRevision>(), c => c.RevisionId, r => r.Id, (c, r) => new { c.CourseId, r.Hash })
            .ToDictionaryAsync(c => c.CourseId, c => c.Hash, cancellation);
    }

    /// <summary>Makes the next revision; null when the current one has this content already.</summary>
    private async Task<CoursePublished?> PublishAsync(string courseId, string hash, string json, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await unitOfWork.RunAsync(db => AddRevisionAsync(db, courseId, hash, json, cancellation), cancellation);
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another node took the number; its revision is most likely this very content.
                LogRetry(courseId, attempt);
            }
        }
    }

    private async Task<CoursePublished?> AddRevisionAsync(AppDbContext db, string courseId, string hash, string json, CancellationToken cancellation)
    {
        var pointer = await db.Set<CourseCurrent>().SingleOrDefaultAsync(c => c.CourseId == courseId, cancellation);
        if (pointer is not null && await db.Set<CourseRevision>().AnyAsync(r => r.Id == pointer.RevisionId && r.Hash == hash, cancellation))
        {
            return null;
        }

        var last = await db.Set<CourseRevision>().Where(r => r.CourseId == courseId).MaxAsync(r => (int?)r.Number, cancellation) ?? 0;
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

        var fact = new CoursePublished(courseId, revision.Id, revision.Number, now);
        await facts.RecordAsync(db, fact, cancellation);
        return fact;
    }

    private void LogProblems(IReadOnlyList<ContentProblem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Severity == Severity.Error)
            {
                LogError(problem.Line(Language.English));
            }
            else
            {
                LogWarning(problem.Line(Language.English));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Course {CourseId} is published as revision {Number}.")]
    private partial void LogPublished(string courseId, int number);

    [LoggerMessage(Level = LogLevel.Error, Message = "Course {CourseId} is not published: its content has {Errors} errors. Learners keep its last revision.")]
    private partial void LogRejected(string courseId, int errors);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Course {CourseId} has no content folder any more. It stays as it was published.")]
    private partial void LogAbsent(string courseId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Course {CourseId} was published by another node; trying again ({Attempt}).")]
    private partial void LogRetry(string courseId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private partial void LogError(string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Problem}")]
    private partial void LogWarning(string problem);
}

/// <summary>What publishing did.</summary>
/// <param name="Absent">Courses that are published but have no folder: nothing happens to them.</param>
/// <param name="Problems">Of what lies beside the courses.</param>
public sealed record PublishReport(
    IReadOnlyList<CoursePublished> Published, IReadOnlyList<string> Unchanged, IReadOnlyList<RejectedCourse> Rejected,
    IReadOnlyList<string> Absent, IReadOnlyList<ContentProblem> Problems);

/// <summary>A course that was not published, and why.</summary>
public sealed record RejectedCourse(string CourseId, IReadOnlyList<ContentProblem> Problems);
