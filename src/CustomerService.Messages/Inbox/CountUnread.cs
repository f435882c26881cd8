using CustomerService.Messages.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Navigation;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Inbox;

/// <summary>Counts by the index, anew on every page: nothing is kept.</summary>
internal sealed class CountUnread(IDbContextFactory<AppDbContext> contexts) : IUnreadMessages
{
    public async Task<int> CountAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Message>().Where(m => m.PersonId == personId && m.IsInInbox && m.ReadAtUtc == null).Select(m => m.Id).Take(IUnreadMessages.Limit + 1).CountAsync(cancellationToken);
    }
}
