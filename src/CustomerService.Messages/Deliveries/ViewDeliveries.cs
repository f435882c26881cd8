using CustomerService.Messages.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Deliveries;

/// <summary>A row of the delivery log.</summary>
public sealed record DeliveryRow(
    Guid Id, Guid PersonId, PersonName Person, MessageKind Kind, MessageChannel Channel, DeliveryState State, int Attempts, DateTime CreatedAtUtc, DateTime ChangedAtUtc, DateTime? NextTryAtUtc, string? Reply)
{
    public bool MayBeSentAgain => State != DeliveryState.Queued;
}

/// <param name="Before">Keyset cursor of the previous page; null on the first.</param>
/// <param name="After">Keyset cursor of the next page; null on the last.</param>
/// <param name="Count">All rows that match, at most one more than asked for; null: not asked for.</param>
/// <param name="HasServer">Whether mail is sent at all.</param>
public sealed record DeliveriesView(IReadOnlyList<DeliveryRow> Rows, Guid? Before, Guid? After, int? Count, bool HasServer);

/// <summary>A page of the delivery log, newest first, of the people whom the asker sees.</summary>
public sealed class ViewDeliveries(IDbContextFactory<AppDbContext> contexts, IOptionsMonitor<MailOptions> mail)
{
    public const int PageSize = 50;

    /// <param name="countUpTo">Counts the matches up to this number and one more; null: without a count.</param>
    public async Task<DeliveriesView> RunAsync(Guid askerId, DeliveryFilter filter, KeysetCursor key, int? countUpTo = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewDeliveries));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = (await db.DeliveriesSeenByAsync(askerId, cancellationToken)).AsNoTracking();
        if (filter.Kind is { } kind)
        {
            matching = matching.Where(d => d.Kind == kind);
        }

        if (filter.State is { } state)
        {
            matching = matching.Where(d => d.State == state);
        }

        var anchorId = key.Before ?? key.After ?? Guid.Empty;
        DateTime? anchor = anchorId == Guid.Empty ? null
            : await (await db.DeliveriesSeenByAsync(askerId, cancellationToken)).Where(d => d.Id == anchorId).Select(d => (DateTime?)d.CreatedAtUtc).SingleOrDefaultAsync(cancellationToken);
        var back = anchor is not null && key.Before is not null;
        var wanted = anchor is not { } at ? matching
            : back ? matching.Where(d => d.CreatedAtUtc > at || (d.CreatedAtUtc == at && d.Id.CompareTo(anchorId) > 0))
            : matching.Where(d => d.CreatedAtUtc < at || (d.CreatedAtUtc == at && d.Id.CompareTo(anchorId) < 0));
        var found = await (back ? wanted.OrderBy(d => d.CreatedAtUtc).ThenBy(d => d.Id) : wanted.OrderByDescending(d => d.CreatedAtUtc).ThenByDescending(d => d.Id)).Take(PageSize + 1)
            .Join(db.Set<Person>(), d => d.PersonId, p => p.Id, (d, p) => new { Delivery = d, p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName })
            .ToListAsync(cancellationToken);
        var rows = found.ConvertAll(f => new DeliveryRow(
            f.Delivery.Id, f.Delivery.PersonId, new PersonName(f.GivenName, f.FamilyName, f.LatinGivenName, f.LatinFamilyName), f.Delivery.Kind, f.Delivery.Channel, f.Delivery.State,
            f.Delivery.Attempts, f.Delivery.CreatedAtUtc, f.Delivery.ChangedAtUtc, f.Delivery.NextTryAtUtc, f.Delivery.Reply));
        // The join need not keep the order of the rows that it is made of.
        rows.Sort((a, b) => (a.CreatedAtUtc, a.Id).CompareTo((b.CreatedAtUtc, b.Id)) * (back ? 1 : -1));
        var more = rows.Count > PageSize;
        if (more)
        {
            rows.RemoveAt(PageSize);
        }

        if (back)
        {
            rows.Reverse();
        }

        int? count = countUpTo is { } limit ? await matching.Select(d => d.Id).Take(limit + 1).CountAsync(cancellationToken) : null;
        return new(
            rows, rows.Count > 0 && (back ? more : anchor is not null) ? rows[0].Id : null, rows.Count > 0 && (back || more) ? rows[^1].Id : null, count, mail.CurrentValue.IsOn);
    }
}
