using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Validities;

/// <summary>A decision about older completions waits to be applied; message of the outbox.</summary>
public sealed record RevisionExpiryRequested(Guid ExpiryId);

/// <summary>What a decision would concern.</summary>
/// <param name="People">How many people.</param>
/// <param name="Organisations">Of these, how many in each organisation; who is in two counts in both.</param>
/// <param name="Names">The first of them.</param>
public sealed record ExpiryPreview(int People, IReadOnlyList<(LocalText Organisation, int People)> Organisations, IReadOnlyList<PersonName> Names);

/// <summary>Whoever runs the whole academy decides that what was completed before a revision of a course counts until a day at most: seen
/// beforehand, with a reason, audited, and applied in the background. Decided twice, the second time concerns nobody.</summary>
public sealed class ExpireRevision(IDbContextFactory<AppDbContext> contexts, UnitOfWork work, CivilCalendar days, TimeProvider clock)
{
    /// <summary>Names in a preview.</summary>
    public const int MostNames = 20;

    /// <param name="revisionNumber">Completions of the revisions before this one are concerned.</param>
    /// <param name="lastDay">The last day on which they count.</param>
    /// <returns>Whom it would concern; <see cref="NotAllowed"/>, or <see cref="NotFound"/> for a course or revision that is not there.</returns>
    public async Task<Result<ExpiryPreview>> PreviewAsync(Guid actorId, string courseId, int revisionNumber, DateOnly lastDay, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ExpireRevision));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await RefusalAsync(db, actorId, courseId, revisionNumber, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var people = Concerned(db, courseId, revisionNumber, days.DeadlineUtc(lastDay)).Select(c => c.PersonId);
        var places = await db.Set<Membership>().Where(m => m.EndedAtUtc == null && people.Contains(m.PersonId))
            .Select(m => new { m.OrganisationId, m.PersonId }).Distinct().GroupBy(m => m.OrganisationId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var ids = places.Keys.ToList();
        var organisations = await db.Set<Organisation>().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, Name = new LocalText(o.Name.Fa, o.Name.En) }).ToListAsync(cancellationToken);
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).OrderBy(p => p.FamilyName).ThenBy(p => p.Id).Take(MostNames)
            .Select(p => new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName)).ToListAsync(cancellationToken);
        return new ExpiryPreview(
            await people.CountAsync(cancellationToken), [.. organisations.OrderByDescending(o => places[o.Id]).ThenBy(o => o.Id).Select(o => (o.Name, places[o.Id]))], names);
    }

    /// <returns>The decision's id; what <see cref="PreviewAsync"/> refuses, or a refusal of <see cref="RevisionExpiry.Check"/>.</returns>
    public Task<Result<Guid>> RunAsync(Guid actorId, string courseId, int revisionNumber, DateOnly lastDay, string? reason, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result<Guid>>(async db =>
        {
            if (await RefusalAsync(db, actorId, courseId, revisionNumber, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var (now, end) = (clock.UtcNow(), days.DeadlineUtc(lastDay));
            if (RevisionExpiry.Check(reason, end, now) is { Refusal: { } unfit })
            {
                return unfit;
            }

            var expiry = new RevisionExpiry(
                Guid.CreateVersion7(), courseId, revisionNumber, end, reason!.Trim(), actorId, await Concerned(db, courseId, revisionNumber, end).CountAsync(cancellationToken), now);
            db.Add(expiry);
            db.Audit(actorId, "course.revision-expired", expiry.Id, clock, FormattableString.Invariant($"{courseId} < {revisionNumber}, {lastDay:yyyy-MM-dd}: {expiry.Reason}"));
            db.AddToOutbox(new RevisionExpiryRequested(expiry.Id), clock);
            return expiry.Id;
        }, cancellationToken);

    /// <summary>The last completions of a course that are of an older revision and count longer than to this end.</summary>
    internal static IQueryable<Completion> Concerned(AppDbContext db, string courseId, int revisionNumber, DateTime endsAtUtc)
    {
        var completions = db.Set<Completion>();
        var older = db.Set<CourseRevision>().Where(r => r.CourseId == courseId && r.Number < revisionNumber).Select(r => r.Id);
        return completions.Where(c => c.CourseId == courseId && older.Contains(c.RevisionId) && (c.ValidUntilUtc == null || c.ValidUntilUtc > endsAtUtc)
            && !completions.Any(later => later.PersonId == c.PersonId && later.CourseId == courseId && later.CompletedAtUtc > c.CompletedAtUtc));
    }

    private static async Task<Refusal?> RefusalAsync(AppDbContext db, Guid actorId, string courseId, int revisionNumber, CancellationToken cancellationToken) =>
        !await db.RunsAcademyAsync(actorId, cancellationToken) ? new NotAllowed()
        : await db.Set<CourseRevision>().AnyAsync(r => r.CourseId == courseId && r.Number == revisionNumber && r.Number > 1, cancellationToken) ? null
        : new NotFound();
}

/// <summary>Applies a decision, batch by batch: the validity of completions, and by the event that of certificates and the messages to the
/// people. Interrupted, it goes on; repeated, it finds nothing.</summary>
internal sealed class ApplyRevisionExpiry(UnitOfWork work, DomainEvents events, ValidityCalendar validity, TimeProvider clock) : IOutboxHandler<RevisionExpiryRequested>
{
    private const int BatchSize = 500;

    public async Task HandleAsync(RevisionExpiryRequested message, CancellationToken cancellationToken)
    {
        while (await work.RunAsync(db => BatchAsync(db, message.ExpiryId, cancellationToken), cancellationToken) == BatchSize)
        {
            // The next batch.
        }
    }

    private async Task<int> BatchAsync(AppDbContext db, Guid expiryId, CancellationToken cancellationToken)
    {
        await db.LockAsync<RevisionExpiry>(expiryId, cancellationToken);
        if (await db.Set<RevisionExpiry>().AsTracking().SingleOrDefaultAsync(e => e.Id == expiryId, cancellationToken) is not { FinishedAtUtc: null } expiry)
        {
            return 0;
        }

        var moment = validity.At(clock.UtcNow());
        var end = expiry.EndsAtUtc;
        var ids = await ExpireRevision.Concerned(db, expiry.CourseId, expiry.RevisionNumber, end).OrderBy(c => c.Id).Select(c => c.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (ids.Count > 0)
        {
            // Who is told now is not told again that the end is near.
            var told = end <= moment.NearUtc ? ValidityNotice.EndsSoon : ValidityNotice.None;
            await db.Set<Completion>().Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.ValidUntilUtc, end).SetProperty(c => c.Told, told), cancellationToken);
            await events.RaiseAsync(db, new ValidityShortened(expiry.CourseId, end, ids, moment.NowUtc), cancellationToken);
            expiry.Proceed(ids.Count);
        }

        if (ids.Count < BatchSize)
        {
            expiry.Finish(moment.NowUtc);
        }

        return ids.Count;
    }
}
