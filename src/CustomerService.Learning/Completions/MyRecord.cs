using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Completions;

/// <summary>A completed course on the training record.</summary>
/// <param name="Minutes">Training minutes credited.</param>
/// <param name="IsOutside">Recorded by an import, not earned here.</param>
/// <param name="Validity">Of this completion, whatever followed it.</param>
/// <param name="ActiveMinutes">Minutes in which the learner was seen at work in the course; 0 where no script counted.</param>
public sealed record RecordEntry(Guid CompletionId, string CourseId, LocalText Title, DateTime CompletedAtUtc, int Minutes, int ActiveMinutes, int? Percent, bool TestedOut, bool IsOutside, DateTime? ValidUntilUtc, ValidityState Validity);

/// <summary>A training year: a Jalali year in the academy's time zone.</summary>
public sealed record RecordYear(int JalaliYear, int Minutes, int ActiveMinutes, IReadOnlyList<RecordEntry> Entries);

/// <summary>A person's training record (سوابق آموزشی): latest year first, and within it the latest completion first.</summary>
public sealed record RecordView(int Minutes, int ActiveMinutes, IReadOnlyList<RecordYear> Years);

public sealed class MyRecord(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, ValidityCalendar validity, CivilCalendar days)
{
    public async Task<RecordView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(MyRecord));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var completions = await db.Set<Completion>().AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.CompletedAtUtc).ToListAsync(cancellationToken);
        var active = await (from e in db.Set<Enrolment>()
                            where e.PersonId == personId
                            join d in db.Set<ActiveDay>() on e.Id equals d.EnrolmentId
                            group d.Seconds by e.Id into g
                            select new { g.Key, Seconds = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Seconds / 60, cancellationToken);
        var moment = validity.Now;
        var entries = new List<RecordEntry>(completions.Count);
        foreach (var c in completions)
        {
            var course = (await catalogue.RevisionAsync(c.RevisionId, cancellationToken)).Course;
            var explanation = CompletionExplanation.FromJson(c.Explanation);
            entries.Add(new(c.Id, c.CourseId, course.Title, c.CompletedAtUtc, c.Minutes, active.GetValueOrDefault(c.EnrolmentId), c.Percent, explanation.TestedOut, explanation.Outside is not null, c.ValidUntilUtc, moment.StateOf(c.ValidUntilUtc)));
        }

        return new(
            entries.Sum(e => e.Minutes), entries.Sum(e => e.ActiveMinutes),
            [.. entries.GroupBy(e => days.JalaliDayOf(e.CompletedAtUtc).Year)
                .Select(year => new RecordYear(year.Key, year.Sum(e => e.Minutes), year.Sum(e => e.ActiveMinutes), [.. year]))
                .OrderByDescending(year => year.JalaliYear)]);
    }
}
