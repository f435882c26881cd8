using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Sending;

/// <summary>A mail waits to be sent; message of the outbox.</summary>
internal sealed record MailQueued(Guid DeliveryId, int Round);

/// <summary>Writes a message within a unit of work, and queues its mail. Without a mail server nothing is queued: a server that is set later does not
/// send what is long past.</summary>
public sealed class WriteMessage(IOptionsMonitor<MailOptions> mail, TimeProvider clock)
{
    /// <param name="subjectId">See <see cref="Message.SubjectId"/>.</param>
    /// <param name="id">Null: a new one.</param>
    public async Task RunAsync(AppDbContext db, Guid personId, MessageKind kind, string? subjectId, CancellationToken cancellationToken, Guid? id = null)
    {
        // The person may be new in this unit of work.
        if (await db.FindAsync<Person>([personId], cancellationToken) is not { IsActive: true } person)
        {
            return;
        }

        var choice = kind.Traits().IsOptional
            ? await db.Set<MailPreference>().Where(p => p.PersonId == personId && p.Kind == kind).Select(p => (bool?)p.IsOn).SingleOrDefaultAsync(cancellationToken)
            : null;
        Add(db, person, kind, subjectId, choice, id);
    }

    /// <summary>Writes a message of one kind to many people, with two queries for all of them.</summary>
    /// <param name="to">Whom, and about what; a person may occur several times.</param>
    public async Task RunAsync(AppDbContext db, MessageKind kind, IReadOnlyCollection<(Guid PersonId, string? SubjectId)> to, CancellationToken cancellationToken)
    {
        var ids = to.Select(t => t.PersonId).Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id) && p.IsActive).ToDictionaryAsync(p => p.Id, cancellationToken);
        var choices = kind.Traits().IsOptional
            ? await db.Set<MailPreference>().Where(p => ids.Contains(p.PersonId) && p.Kind == kind).ToDictionaryAsync(p => p.PersonId, p => p.IsOn, cancellationToken)
            : [];
        foreach (var (personId, subjectId) in to)
        {
            if (people.TryGetValue(personId, out var person))
            {
                Add(db, person, kind, subjectId, choices.TryGetValue(personId, out var isOn) ? isOn : null, id: null);
            }
        }
    }

    /// <param name="choice">What the person decided about the mail; null: nothing.</param>
    private void Add(AppDbContext db, Person person, MessageKind kind, string? subjectId, bool? choice, Guid? id)
    {
        var (traits, now) = (kind.Traits(), clock.UtcNow());
        var message = new Message(id ?? Guid.CreateVersion7(), person.Id, kind, subjectId, person.Language, traits.IsInInbox, now);
        db.Add(message);
        if (choice is null && traits.Mail == MailChoice.Off)
        {
            return;
        }

        var delivery = new Delivery(Guid.CreateVersion7(), message, MessageChannel.Email);
        db.Add(delivery);
        if (choice == false)
        {
            delivery.Skip(DeliveryState.TurnedOff, now);
        }
        else if (MailAddress.Of(person, traits) is null)
        {
            delivery.Skip(DeliveryState.NoAddress, now);
        }
        else if (!mail.CurrentValue.IsOn)
        {
            delivery.Skip(DeliveryState.NoServer, now);
        }
        else
        {
            db.AddToOutbox(new MailQueued(delivery.Id, delivery.Round), clock);
        }
    }
}

/// <summary>Where mails to a person go.</summary>
internal static class MailAddress
{
    /// <returns>Null: there is no address that counts. What was typed and never proven may be somebody else's (<see cref="ProvenContact"/>).</returns>
    public static string? Of(Person person, MessageTraits kind) => person.EmailProof is not null || kind.GoesToUnprovenAddress ? person.Email : null;
}
