using CustomerService.Messages.Sending;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Deliveries;

/// <summary>What a mail says.</summary>
/// <param name="Html">The page without its head; our own encoded markup.</param>
public sealed record ShownMail(string Subject, string Html);

/// <summary>Composes a mail of the log for whoever sees its person, with dots in place of a token. Nothing of it is stored.</summary>
public sealed class ShowDelivery(IDbContextFactory<AppDbContext> contexts, ComposeMail compose)
{
    /// <returns><see cref="NotFound"/> for a mail of somebody whom the asker does not see, or one about what is no more.</returns>
    public async Task<Result<ShownMail>> RunAsync(Guid askerId, Guid deliveryId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ShowDelivery));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var messageId = await (await db.DeliveriesSeenByAsync(askerId, cancellationToken)).Where(d => d.Id == deliveryId).Select(d => (Guid?)d.MessageId).SingleOrDefaultAsync(cancellationToken);
        return messageId is { } id && await compose.ToShowAsync(id, cancellationToken) is { } composed ? new ShownMail(composed.Mail.Subject, composed.Mail.Fragment) : new NotFound();
    }
}
