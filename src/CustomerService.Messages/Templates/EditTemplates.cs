using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Templates;

/// <param name="IsEdited">Whether they are not the shipped ones.</param>
public sealed record TemplateView(TemplateWords Words, bool IsEdited);

/// <summary>Whoever runs the whole academy reads the words of a kind of message.</summary>
public sealed class ViewTemplate(IDbContextFactory<AppDbContext> contexts)
{
    /// <returns>The words in use, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<TemplateView>> RunAsync(Guid askerId, MessageKind kind, Language language, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewTemplate));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.MayEditTemplatesAsync(askerId, cancellationToken))
        {
            return new NotAllowed();
        }

        var edit = await db.Set<TemplateEdit>().AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancellationToken);
        return new TemplateView(edit is null ? ShippedTemplates.Words(kind, language) : new(edit.Subject, edit.Body), edit is not null);
    }
}

/// <summary>The same people write other words, or go back to the shipped ones. What is queued is sent with the new words.</summary>
public sealed class SaveTemplate(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="shown">The words that the page showed: others, saved meanwhile by somebody else, are not overwritten unseen.</param>
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="TemplateChanged"/>, or a refusal of <see cref="TemplateText.Read"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, MessageKind kind, Language language, TemplateWords words, TemplateWords shown, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (!await db.MayEditTemplatesAsync(actorId, cancellationToken))
            {
                return new NotAllowed();
            }

            if (ShippedTemplates.Read(kind.Traits(), words.Subject, words.Body) is { Refusal: { } refused })
            {
                return refused;
            }

            var written = new TemplateWords(TemplateText.OneLine(words.Subject), words.Body.ReplaceLineEndings("\n").Trim());
            var edit = await db.Set<TemplateEdit>().AsTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancellationToken);
            var stored = edit is null ? ShippedTemplates.Words(kind, language) : new TemplateWords(edit.Subject, edit.Body);
            if (stored == written)
            {
                return Result.Done;
            }

            if (stored != shown)
            {
                return new TemplateChanged();
            }

            if (written == ShippedTemplates.Words(kind, language))
            {
                db.Remove(edit!);
            }
            else if (edit is null)
            {
                db.Add(new TemplateEdit(kind, language, written.Subject, written.Body, clock.UtcNow()));
            }
            else
            {
                edit.Change(written.Subject, written.Body, clock.UtcNow());
            }

            db.Audit(actorId, "mail.text-changed", null, clock, $"{kind.Traits().Slug} {language.Code()}");
            return Result.Done;
        }, cancellationToken);
}

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

internal static class TemplateAccess
{
    /// <summary>Whoever runs the whole academy: the words go to everybody.</summary>
    public static async Task<bool> MayEditTemplatesAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        (await db.PermissionsOfAsync(personId, cancellationToken)).Grants.Any(g => g.IsUnlimited && g.Role.Traits().RunsAcademy);
}
