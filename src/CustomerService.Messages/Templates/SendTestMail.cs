using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Templates;

/// <summary>Sends a mail with examples for its fields to whoever asks, at once and without the outbox: also to try the settings of the server.</summary>
public sealed class SendTestMail(IDbContextFactory<AppDbContext> contexts, ComposeMail compose, SmtpTransport transport, IOptionsMonitor<MailOptions> mail, TimeProvider clock)
{
    /// <param name="words">Null: those in use.</param>
    /// <returns>Done: the server took it; <see cref="NotAllowed"/>, <see cref="MailOff"/>, <see cref="NoMailAddress"/>, <see cref="MailFailed"/>, or a refusal of <see cref="TemplateText.Read"/>.</returns>
    public async Task<Result> RunAsync(Guid actorId, MessageKind kind, Language language, TemplateWords? words = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SendTestMail));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.MayEditTemplatesAsync(actorId, cancellationToken))
        {
            return new NotAllowed();
        }

        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == actorId, cancellationToken);
        var traits = kind.Traits();
        if (!mail.CurrentValue.IsOn)
        {
            return new MailOff();
        }

        // A proven one: a test goes to nobody else.
        if (person is not { Email: { } address, EmailProof: not null })
        {
            return new NoMailAddress();
        }

        TemplateText? text = null;
        if (words is not null)
        {
            var read = ShippedTemplates.Read(traits, words.Subject, words.Body);
            if (!read.Succeeded)
            {
                return read.Refusal!;
            }

            text = read.Value;
        }

        text ??= await db.TemplateAsync(kind, language, cancellationToken);
        var composed = new Composed(compose.Example(traits, text, language, person.Name.In(language)), null, person.Name.In(language), compose.AcademyIn(language));
        using var message = MailMessage.Of(composed, address, mail.CurrentValue, $"test.{Guid.NewGuid():N}", clock);
        var result = await transport.SendAsync(message, cancellationToken);
        return result.Outcome == MailOutcome.Sent ? Result.Done : new MailFailed(result.Reply ?? result.Outcome.ToString());
    }
}
