using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.Messages.Templates;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Inbox;

/// <summary>A message in the reader's own inbox.</summary>
/// <param name="Title">The subject of its text, with its fields.</param>
public sealed record InboxRow(Guid Id, MessageKind Kind, string Title, DateTime CreatedAtUtc, bool IsUnread);

/// <param name="Before">Keyset cursor of the previous page; null on the first.</param>
/// <param name="After">Keyset cursor of the next page; null on the last.</param>
public sealed record InboxView(IReadOnlyList<InboxRow> Rows, Guid? Before, Guid? After, bool HasUnread);

/// <summary>A page of somebody's own messages, newest first, in the language of the page.</summary>
public sealed class ViewInbox(IDbContextFactory<AppDbContext> contexts, MessageContents subjects)
{
    public const int PageSize = 20;

    public async Task<InboxView> RunAsync(Guid personId, KeysetCursor key, LocalizedFormatter formatter, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewInbox));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var mine = db.Set<Message>().AsNoTracking().Where(m => m.PersonId == personId && m.IsInInbox);
        var anchorId = key.Before ?? key.After ?? Guid.Empty;
        DateTime? anchor = anchorId == Guid.Empty ? null : await mine.Where(m => m.Id == anchorId).Select(m => (DateTime?)m.CreatedAtUtc).SingleOrDefaultAsync(cancellationToken);
        var back = anchor is not null && key.Before is not null;
        var wanted = anchor is not { } at ? mine
            : back ? mine.Where(m => m.CreatedAtUtc > at || (m.CreatedAtUtc == at && m.Id.CompareTo(anchorId) > 0))
            : mine.Where(m => m.CreatedAtUtc < at || (m.CreatedAtUtc == at && m.Id.CompareTo(anchorId) < 0));
        var found = await (back ? wanted.OrderBy(m => m.CreatedAtUtc).ThenBy(m => m.Id) : wanted.OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.Id))
            .Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        if (more)
        {
            found.RemoveAt(PageSize);
        }

        if (back)
        {
            found.Reverse();
        }

        if (found.Count == 0)
        {
            return new([], null, null, HasUnread: false);
        }

        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        var contents = await subjects.OfAsync(db, person, found, formatter, cancellationToken);
        var texts = await db.TemplatesAsync(formatter.Language, cancellationToken);
        var rows = found.Where(m => contents.ContainsKey(m.Id))
            .Select(m => new InboxRow(m.Id, m.Kind, MailText.Subject(texts[m.Kind], contents[m.Id].Fields), m.CreatedAtUtc, m.ReadAtUtc is null)).ToList();
        var hasUnread = rows.Exists(r => r.IsUnread) || await mine.AnyAsync(m => m.ReadAtUtc == null, cancellationToken);
        return new(rows, (back ? more : anchor is not null) ? found[0].Id : null, back || more ? found[^1].Id : null, hasUnread);
    }
}
