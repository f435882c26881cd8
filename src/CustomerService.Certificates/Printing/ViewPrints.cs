using CustomerService.Certificates.Rules;
using CustomerService.People.Data;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>A print job in the list, with what tells it from others.</summary>
/// <param name="Title">Of its first certificate.</param>
/// <param name="MoreTitles">The number of other courses and paths among its certificates.</param>
/// <param name="FirstName">On its first certificate.</param>
public sealed record PrintRow(PrintJob Job, LocalText Title, int MoreTitles, LocalText FirstName);

/// <param name="Count">All of the user's prints, at most one more than asked for; null: not asked for.</param>
public sealed record PrintsView(IReadOnlyList<PrintRow> Rows, Guid? Before, Guid? After, int? Count);

/// <summary>The user's own print jobs, newest first. Not those of others: a file contains many people's names.</summary>
public sealed class ViewPrints(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Page size.</summary>
    public const int PageSize = 20;

    /// <param name="countUpTo">Counts the prints up to this number and one more; null: without a count.</param>
    public async Task<PrintsView> RunAsync(Guid ownerId, KeysetCursor key, int? countUpTo = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewPrints));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var own = db.Set<PrintJob>().AsNoTracking().Where(j => j.OwnerId == ownerId);
        var anchorId = key.Before ?? key.After ?? Guid.Empty;
        var anchor = anchorId == Guid.Empty ? null : await own.Where(j => j.Id == anchorId).Select(j => (DateTime?)j.CreatedAtUtc).SingleOrDefaultAsync(cancellationToken);
        var back = anchor is not null && key.Before is not null;
        var wanted = anchor is not { } at ? own
            : back ? own.Where(j => j.CreatedAtUtc > at || (j.CreatedAtUtc == at && j.Id.CompareTo(anchorId) > 0))
            : own.Where(j => j.CreatedAtUtc < at || (j.CreatedAtUtc == at && j.Id.CompareTo(anchorId) < 0));
        var ordered = back ? wanted.OrderBy(j => j.CreatedAtUtc).ThenBy(j => j.Id) : wanted.OrderByDescending(j => j.CreatedAtUtc).ThenByDescending(j => j.Id);
        var found = await ordered.Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        var jobs = found.Take(PageSize).ToList();
        if (back)
        {
            jobs.Reverse();
        }

        int? count = countUpTo is { } limit ? await own.Select(j => j.Id).Take(limit + 1).CountAsync(cancellationToken) : null;
        return new(
            await RowsAsync(db, jobs, cancellationToken),
            jobs.Count > 0 && (back ? more : anchor is not null) ? jobs[0].Id : null,
            jobs.Count > 0 && (back || more) ? jobs[^1].Id : null,
            count);
    }

    private static async Task<IReadOnlyList<PrintRow>> RowsAsync(AppDbContext db, List<PrintJob> jobs, CancellationToken cancellationToken)
    {
        var ids = jobs.ConvertAll(j => j.Id);
        var printed =
            from item in db.Set<PrintJobItem>()
            where ids.Contains(item.JobId)
            join certificate in db.Set<Certificate>() on item.CertificateId equals certificate.Id
            select new { item.JobId, item.Position, certificate.SubjectId, certificate.Title, certificate.PersonName };
        var firsts = await printed.Where(p => p.Position == 0).Select(p => new { p.JobId, p.Title, p.PersonName }).ToDictionaryAsync(p => p.JobId, cancellationToken);
        var subjects = await printed.GroupBy(p => p.JobId).Select(g => new { JobId = g.Key, Count = g.Select(p => p.SubjectId).Distinct().Count() }).ToDictionaryAsync(g => g.JobId, g => g.Count, cancellationToken);
        return jobs.ConvertAll(j => firsts.GetValueOrDefault(j.Id) is { } first ? new PrintRow(j, first.Title, subjects[j.Id] - 1, first.PersonName) : new PrintRow(j, LocalText.Empty, 0, LocalText.Empty));
    }
}
