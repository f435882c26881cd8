using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Access;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Deliveries;

/// <summary>Whoever may change a person has a mail to them sent again, with a new link where it has one.</summary>
public sealed class SendAgain(UnitOfWork unitOfWork, IOptionsMonitor<MailOptions> mail, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="MailOff"/>, <see cref="NoMailAddress"/>, or <see cref="DeliveryWaits"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid deliveryId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Delivery>(deliveryId, cancellationToken);
            if (await db.Set<Delivery>().AsTracking().SingleOrDefaultAsync(d => d.Id == deliveryId, cancellationToken) is not { } delivery)
            {
                return new NotFound();
            }

            var found = await db.ManagedPersonAsync(actorId, delivery.PersonId, cancellationToken);
            if (found.Value is not { } person)
            {
                return found.Refusal!;
            }

            if (!mail.CurrentValue.IsOn)
            {
                return new MailOff();
            }

            if (MailAddress.Of(person, delivery.Kind.Traits()) is null)
            {
                return new NoMailAddress();
            }

            if (delivery.SendAgain(clock.UtcNow()) is { Refusal: { } refused })
            {
                return refused;
            }

            db.AddToOutbox(new MailQueued(delivery.Id, delivery.Round), clock);
            db.Audit(actorId, "mail.sent-again", delivery.PersonId, clock, delivery.Kind.Traits().Slug);
            return Result.Done;
        }, cancellationToken);
}
