using CustomerService.Learning.Data;
using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace CustomerService.Messages.Sending;

/// <summary>Sends a queued mail: composes it, makes its token, hands it to the server and records what became of it. A process that dies between the
/// server's answer and the record sends it again, under the same Message-Id.</summary>
internal sealed class DeliverMail(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, ComposeMail compose, SmtpTransport transport, IOptionsMonitor<MailOptions> options, TimeProvider clock) : IOutboxHandler<MailQueued>
{
    public async Task HandleAsync(MailQueued message, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == message.DeliveryId, cancellationToken) is not { IsPending: true } delivery || delivery.Round != message.Round)
        {
            return;
        }

        var (kind, now) = (delivery.Kind.Traits(), clock.UtcNow());
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == delivery.PersonId, cancellationToken);
        var isOff = kind.IsOptional && await db.Set<MailPreference>().AnyAsync(p => p.PersonId == person.Id && p.Kind == delivery.Kind && !p.IsOn, cancellationToken);
        DeliveryState? skip = !person.IsActive || (kind.IsReminder && !await IsOpenAsync(db, delivery, cancellationToken)) ? DeliveryState.Obsolete
            : isOff ? DeliveryState.TurnedOff
            : MailAddress.Of(person, kind) is null ? DeliveryState.NoAddress
            : !options.CurrentValue.IsOn ? DeliveryState.NoServer
            : null;
        if (skip is { } why)
        {
            await RecordAsync(message, d => Skip(d, why, now), cancellationToken);
            return;
        }

        var usefulFor = UsefulFor(kind);
        if (transport.Pause is { } pause)
        {
            await RecordAsync(message, d => d.Postpone(pause.Reply, pause.UntilUtc, usefulFor, now), cancellationToken);
            return;
        }

        if (await compose.ToSendAsync(delivery.MessageId, cancellationToken) is not { } composed)
        {
            await RecordAsync(message, d => Skip(d, DeliveryState.Obsolete, now), cancellationToken);
            return;
        }

        using var mail = MailMessage.Of(composed, MailAddress.Of(person, kind)!, options.CurrentValue, $"{delivery.Id:N}.{delivery.Round}", clock);
        var result = await transport.SendAsync(mail, cancellationToken);
        now = clock.UtcNow();
        // The server has answered: that is kept even if the host stops now.
        await RecordAsync(message, d => Settle(d, result, usefulFor, now), CancellationToken.None);
    }

    /// <summary>Whether the course that the message reminds of is still to be completed.</summary>
    private static Task<bool> IsOpenAsync(AppDbContext db, Delivery delivery, CancellationToken cancellationToken) =>
        db.Set<Message>().Where(m => m.Id == delivery.MessageId).AnyAsync(m => db.OpenAssignments().Any(a => a.PersonId == m.PersonId && a.CourseId == m.SubjectId), cancellationToken);

    private TimeSpan UsefulFor(MessageTraits kind)
    {
        var tried = TimeSpan.FromHours(options.CurrentValue.RetryHours);
        return kind.UsefulFor is { } useful && useful < tried ? useful : tried;
    }

    private static DateTime? Skip(Delivery delivery, DeliveryState why, DateTime now)
    {
        delivery.Skip(why, now);
        return null;
    }

    private static DateTime? Settle(Delivery delivery, MailResult result, TimeSpan usefulFor, DateTime now)
    {
        switch (result.Outcome)
        {
            case MailOutcome.Sent:
                delivery.Sent(result.Reply, now);
                return null;
            case MailOutcome.Refused:
                delivery.Refuse(result.Reply, now);
                return null;
            case MailOutcome.Deferred or MailOutcome.Unreachable:
                return delivery.Defer(result.Reply, usefulFor, now);
            case var other:
                throw new InvalidOperationException($"Unknown outcome {other}.");
        }
    }

    /// <param name="become">Changes the delivery and says when to try again; null: not.</param>
    private Task RecordAsync(MailQueued message, Func<Delivery, DateTime?> become, CancellationToken cancellationToken) => unitOfWork.RunAsync(async db =>
    {
        await db.LockAsync<Delivery>(message.DeliveryId, cancellationToken);
        var delivery = await db.Set<Delivery>().AsTracking().SingleOrDefaultAsync(d => d.Id == message.DeliveryId, cancellationToken);
        if (delivery is { IsPending: true } && delivery.Round == message.Round && become(delivery) is { } next)
        {
            db.AddToOutbox(message, clock, next);
        }

        return 0;
    }, cancellationToken);
}

/// <summary>The mail as it goes over the line.</summary>
internal static class MailMessage
{
    /// <param name="id">Left part of its Message-Id: the same for every try of a round.</param>
    public static MimeMessage Of(Composed composed, string to, MailOptions options, string id, TimeProvider clock)
    {
        var mail = new MimeMessage { Subject = composed.Mail.Subject, Date = clock.GetUtcNow(), MessageId = $"{id}@{options.FromAddress.Split('@')[^1]}" };
        mail.From.Add(new MailboxAddress(options.FromName.Length > 0 ? options.FromName : composed.Academy, options.FromAddress));
        mail.To.Add(new MailboxAddress(composed.Name, to));
        // No answering machine answers, and no list takes it for a letter (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        if (composed.TurnOff is { } off)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{off}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        mail.Body = new MultipartAlternative { new TextPart(TextFormat.Plain) { Text = composed.Mail.Text }, new TextPart(TextFormat.Html) { Text = composed.Mail.Html } };
        return mail;
    }
}
