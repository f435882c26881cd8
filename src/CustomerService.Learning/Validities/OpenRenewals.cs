using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Validities;

/// <summary>Whom opening the renewal would concern.</summary>
/// <param name="People">How many people.</param>
/// <param name="FirstEndUtc">The earliest end of their validities; null: nobody is concerned.</param>
public sealed record RenewalPreview(int People, DateTime? FirstEndUtc);

/// <summary>Whoever runs the whole academy lets many people renew a course earlier than the rules do, and tells them: seen beforehand, with a reason, audited. In batches, each a transaction
/// with its messages: one that was cut is begun again and finds the rest; repeated, it concerns nobody.</summary>
public sealed class OpenRenewals(IDbContextFactory<AppDbContext> contexts, UnitOfWork work, CourseCatalogue catalogue, DomainEvents events, ValidityCalendar validity, CivilCalendar days, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <param name="endsBy">Completions whose validity ends on this day or earlier are concerned, where they cannot be renewed yet.</param>
    /// <returns>The preview; <see cref="NotAllowed"/>, or <see cref="NotFound"/> for a course that is not there.</returns>
    public async Task<Result<RenewalPreview>> PreviewAsync(Guid actorId, string courseId, DateOnly endsBy, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(OpenRenewals));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await RefusalAsync(db, actorId, courseId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var concerned = Concerned(db, courseId, endsBy);
        return new RenewalPreview(await concerned.CountAsync(cancellationToken), await concerned.MinAsync(c => c.ValidUntilUtc, cancellationToken));
    }

    /// <returns>How many people may renew now and are told; what <see cref="PreviewAsync"/> refuses; or <see cref="GroundsRefused"/>.</returns>
    public async Task<Result<int>> RunAsync(Guid actorId, string courseId, DateOnly endsBy, Grounds grounds, CancellationToken cancellationToken = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if ((await RefusalAsync(db, actorId, courseId, cancellationToken) ?? grounds.Check().Refusal) is { } refusal)
            {
                return refusal;
            }
        }

        var opened = 0;
        for (int batch; (batch = await work.RunAsync(db => BatchAsync(db, actorId, courseId, endsBy, grounds, cancellationToken), cancellationToken)) > 0;)
        {
            opened += batch;
        }

        return opened;
    }

    private async Task<int> BatchAsync(AppDbContext db, Guid actorId, string courseId, DateOnly endsBy, Grounds grounds, CancellationToken cancellationToken)
    {
        await db.LockNameAsync(nameof(OpenRenewals), cancellationToken);
        var now = clock.UtcNow();
        var found = await Concerned(db, courseId, endsBy).OrderBy(c => c.Id).Select(c => new { c.Id, c.PersonId }).Take(BatchSize).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return 0;
        }

        List<Guid> ids = [.. found.Select(f => f.Id)];
        await db.Set<Completion>().Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.RenewalOpenedAtUtc, now), cancellationToken);
        foreach (var person in found)
        {
            db.Audit(actorId, "learning.renewal-opened", person.PersonId, clock, $"{courseId}: {grounds.Reason}");
        }

        await events.RaiseAsync(db, new RenewalOpened(ids, now), cancellationToken);
        return ids.Count;
    }

    /// <summary>The last completions of active people that end by the day, count, and cannot be renewed yet.</summary>
    private IQueryable<Completion> Concerned(AppDbContext db, string courseId, DateOnly endsBy)
    {
        var (near, until, completions) = (validity.Now.NearUtc, days.DeadlineUtc(endsBy), db.Set<Completion>());
        return completions.Where(c => c.CourseId == courseId && c.RenewalOpenedAtUtc == null && c.ValidUntilUtc > near && c.ValidUntilUtc <= until
            && db.Set<Person>().Any(p => p.Id == c.PersonId && p.IsActive)
            && !completions.Any(later => later.PersonId == c.PersonId && later.CourseId == courseId && later.CompletedAtUtc > c.CompletedAtUtc));
    }

    private async Task<Refusal?> RefusalAsync(AppDbContext db, Guid actorId, string courseId, CancellationToken cancellationToken) =>
        !await db.RunsAcademyAsync(actorId, cancellationToken) ? new NotAllowed() : await catalogue.CurrentAsync(courseId, cancellationToken) is null ? new NotFound() : null;
}
