using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Preferences;

/// <summary>Turns off mails of a kind for whoever holds the token of one of them; the reader need not be signed in.</summary>
public sealed class TurnOffMail(UnitOfWork unitOfWork, UnsubscribeTokens tokens, TimeProvider clock)
{
    /// <returns>The kind that is off now, also if it was before; or <see cref="NotFound"/> for what is no token of a mail that can be turned off.</returns>
    public Task<Result<MessageTraits>> RunAsync(string? token, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<MessageTraits>>(async db =>
        {
            if (tokens.Read(token) is not { } mail || !mail.Kind.Traits().IsOptional || !await db.Set<Person>().AnyAsync(p => p.Id == mail.PersonId, cancellationToken))
            {
                return new NotFound();
            }

            await SetAsync(db, mail.PersonId, mail.Kind, isOn: false, clock, cancellationToken);
            return mail.Kind.Traits();
        }, cancellationToken);

    /// <summary>Keeps a choice within a unit of work; one that is as it was writes nothing.</summary>
    internal static async Task SetAsync(AppDbContext db, Guid personId, MessageKind kind, bool isOn, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stored = await db.Set<MailPreference>().AsTracking().SingleOrDefaultAsync(p => p.PersonId == personId && p.Kind == kind, cancellationToken);
        if ((stored?.IsOn ?? kind.Traits().Mail != MailChoice.Off) == isOn)
        {
            return;
        }

        if (stored is null)
        {
            db.Add(new MailPreference(personId, kind, isOn, clock.UtcNow()));
        }
        else
        {
            stored.Change(isOn, clock.UtcNow());
        }

        db.Audit(personId, isOn ? "mail.turned-on" : "mail.turned-off", personId, clock, kind.Traits().Slug);
    }
}
