using System.Globalization;
using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Printing;

/// <summary>Requests a print of many certificates as one PDF, ordered by the people's names. Created after the commit.</summary>
public sealed class RequestBulkPrint(UnitOfWork unitOfWork, IOptions<CertificatesOptions> options, PublicAddress address, WorkLimits limits, TimeProvider clock)
{
    /// <summary>Ids per query: every database limits the number of parameters.</summary>
    private const int BatchSize = 500;

    /// <param name="certificateIds">Ids outside the actor's scope, revoked or superseded are silently skipped.</param>
    /// <param name="language">Language of the documents.</param>
    /// <param name="duplicate">Mark them as reprints.</param>
    /// <returns>The job's id, <see cref="NothingToPrint"/>, <see cref="TooManyToPrint"/>, <see cref="AddressNotPublic"/> or <see cref="TooMuchWork"/>.</returns>
    public async Task<Result<Guid>> RunAsync(
        Guid actorId, IReadOnlyCollection<Guid> certificateIds, Language language, bool duplicate = false, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RequestBulkPrint));
        var most = options.Value.MaxPrint;
        if (certificateIds.Count > most)
        {
            return new TooManyToPrint(most);
        }

        if (address.Refusal is { } notPublic)
        {
            return notPublic;
        }

        if (limits.TakePrint(actorId) is { } until)
        {
            return new TooMuchWork(until);
        }

        return await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            var chosen = await ChosenAsync(db, actorId, certificateIds, cancellationToken);
            if (chosen.Count == 0)
            {
                return new NothingToPrint();
            }

            var job = new PrintJob(Guid.CreateVersion7(), actorId, chosen.Count, language, duplicate, clock.UtcNow());
            db.Add(job);
            db.AddRange(chosen.Select((id, i) => new PrintJobItem(job.Id, i, id)));
            db.AddToOutbox(new BulkPrintRequested(job.Id), clock);
            db.AddToOutbox(new DiscardPrint(job.Id), clock, job.ExpiresAtUtc);
            db.Audit(actorId, "certificates.printed", job.Id, clock, chosen.Count.ToString(CultureInfo.InvariantCulture));
            return job.Id;
        }, cancellationToken);
    }

    private static async Task<List<Guid>> ChosenAsync(AppDbContext db, Guid actorId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var scope = await db.ScopeOfAsync(actorId, cancellationToken);
        var found = new List<(byte[] Name, DateTime IssuedAtUtc, Guid Id)>(ids.Count);
        foreach (var batch in ids.Distinct().Chunk(BatchSize))
        {
            var rows = await (
                from certificate in db.CertificatesWithin(scope)
                join person in db.Set<Person>() on certificate.PersonId equals person.Id
                where batch.Contains(certificate.Id) && certificate.RevokedAtUtc == null && certificate.SupersededById == null
                select new { person.SortKey, certificate.IssuedAtUtc, certificate.Id }).ToListAsync(cancellationToken);
            found.AddRange(rows.Select(r => (r.SortKey, r.IssuedAtUtc, r.Id)));
        }

        found.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name) is var name and not 0 ? name : (a.IssuedAtUtc, a.Id).CompareTo((b.IssuedAtUtc, b.Id)));
        return found.ConvertAll(f => f.Id);
    }
}

/// <summary>Outbox message: create the file of a print job.</summary>
public sealed record BulkPrintRequested(Guid JobId);

/// <summary>Outbox message: delete the file of a print job after its retention period.</summary>
public sealed record DiscardPrint(Guid JobId);
