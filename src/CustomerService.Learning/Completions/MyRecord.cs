using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Completions;

/// <summary>A completed course on the training record.</summary>
/// <param name="Minutes">Training minutes credited.</param>
public sealed record RecordEntry(Guid CompletionId, string CourseId, LocalText Title, DateTime CompletedAtUtc, int Minutes, int? Percent, bool TestedOut);

/// <summary>A training year: a Jalali year in the academy's time zone.</summary>
public sealed record RecordYear(int JalaliYear, int Minutes, IReadOnlyList<RecordEntry> Entries);

/// <summary>A person's training record (سوابق آموزشی): latest year first, and within it the latest completion first.</summary>
public sealed record RecordView(int Minutes, IReadOnlyList<RecordYear> Years);

public sealed class MyRecord(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, CivilCalendar days)
{
    public async Task<RecordView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MyRecord));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var completions = await db.Set<Completion>().AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.CompletedAtUtc).ToListAsync(cancellationToken);
        var entries = new List<RecordEntry>(completions.Count);
        foreach (var c in completions)
        {
            var course = (await catalogue.RevisionAsync(c.RevisionId, cancellationToken)).Course;
            entries.Add(new(c.Id, c.CourseId, course.Title, c.CompletedAtUtc, c.Minutes, c.Percent, CompletionExplanation.FromJson(c.Explanation).TestedOut));
        }

        return new(
            entries.Sum(e => e.Minutes),
            [.. entries.GroupBy(e => days.JalaliDayOf(e.CompletedAtUtc).Year)
                .Select(year => new RecordYear(year.Key, year.Sum(e => e.Minutes), [.. year]))
                .OrderByDescending(year => year.JalaliYear)]);
    }
}
