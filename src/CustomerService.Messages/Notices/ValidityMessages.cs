using CustomerService.Learning.Rules;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Notices;

/// <summary>Tells people that what they completed ends soon, has ended, or ends earlier than it did.</summary>
public sealed class ValidityMessages(WriteMessage write) : IDomainEventHandler<ValidityEndsSoon>, IDomainEventHandler<ValidityEnded>, IDomainEventHandler<ValidityShortened>, IDomainEventHandler<RenewalOpened>
{
    public Task HandleAsync(ValidityEndsSoon domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        WriteAsync(db, MessageKind.ValidityEndsSoon, domainEvent.CompletionIds, cancellationToken);

    public Task HandleAsync(ValidityEnded domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        WriteAsync(db, MessageKind.ValidityEnded, domainEvent.CompletionIds, cancellationToken);

    public Task HandleAsync(ValidityShortened domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        WriteAsync(db, MessageKind.ValidityShortened, domainEvent.CompletionIds, cancellationToken);

    public Task HandleAsync(RenewalOpened domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        WriteAsync(db, MessageKind.RenewalOpened, domainEvent.CompletionIds, cancellationToken);

    private async Task WriteAsync(AppDbContext db, MessageKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var completions = await db.Set<Completion>().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.PersonId }).ToListAsync(cancellationToken);
        await write.RunAsync(db, kind, completions.ConvertAll(c => (c.PersonId, (string?)c.Id.ToString("D"))), cancellationToken);
    }
}
