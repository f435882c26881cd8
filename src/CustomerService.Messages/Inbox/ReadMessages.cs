using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Inbox;

/// <summary>Marks the reader's own messages as read.</summary>
public sealed class ReadMessages(UnitOfWork unitOfWork, MessageContents subjects, TimeProvider clock)
{
    /// <summary>One message, which is opened.</summary>
    /// <returns>Where it leads, from the site root; <see cref="NotFound"/> for a message of somebody else or about what is gone.</returns>
    public Task<Result<string>> OpenAsync(Guid personId, Guid messageId, LocalizedFormatter formatter, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<string>>(async db =>
        {
            if (await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.Id == messageId && m.PersonId == personId && m.IsInInbox, cancellationToken) is not { } message)
            {
                return new NotFound();
            }

            message.Read(clock.UtcNow());
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
            return (await subjects.OfAsync(db, person, [message], formatter, cancellationToken)).TryGetValue(messageId, out var content) ? content.Link : new NotFound();
        }, cancellationToken);

    /// <summary>All of them.</summary>
    public async Task AllAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadMessages));
        var now = clock.UtcNow();
        await unitOfWork.RunAsync(db => db.Set<Message>().Where(m => m.PersonId == personId && m.IsInInbox && m.ReadAtUtc == null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAtUtc, now), cancellationToken), cancellationToken);
    }
}
