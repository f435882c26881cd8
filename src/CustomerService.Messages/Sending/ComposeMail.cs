using CustomerService.Messages.Kinds;
using CustomerService.Messages.Preferences;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Templates;
using CustomerService.Messages.Text;
using CustomerService.People.Recovery;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Sending;

/// <summary>Composes a mail at the moment it is sent or looked at. A token is made only to be sent; whoever looks at the message sees dots in its place.</summary>
public sealed class ComposeMail(IDbContextFactory<AppDbContext> contexts, MessageContents contents, AccountLinks links, UnsubscribeTokens tokens, PublicAddress address, CivilCalendar days)
{
    /// <summary>Stands where a token would.</summary>
    public const string Dots = "…";

    /// <summary>For the person that it goes to, with a working link.</summary>
    /// <returns>Null: there is nothing to say any more.</returns>
    internal Task<Composed?> ToSendAsync(Guid messageId, CancellationToken cancellationToken) => ComposeAsync(messageId, withToken: true, cancellationToken);

    /// <summary>The same without its token.</summary>
    /// <inheritdoc cref="ToSendAsync" path="/returns"/>
    internal Task<Composed?> ToShowAsync(Guid messageId, CancellationToken cancellationToken) => ComposeAsync(messageId, withToken: false, cancellationToken);

    /// <summary>The academy's name.</summary>
    internal string AcademyIn(Language language) => contents.Academy(language);

    /// <summary>Words with values of examples.</summary>
    internal ComposedMail Example(MessageTraits kind, TemplateText template, Language language, string name)
    {
        var formatter = LocalizedFormatter.For(language);
        var fields = ExampleFields.Of(kind, language, formatter, name, contents.Academy(language));
        fields[MessageFields.Link] = $"{address.Base}/{Dots}";
        return MailText.Compose(template, fields, Frame(kind, language, kind.IsOptional ? $"{address.Base}{MessagesRoutes.Unsubscribe}" : null));
    }

    private async Task<Composed?> ComposeAsync(Guid messageId, bool withToken, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, cancellationToken) is not { } message)
        {
            return null;
        }

        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == message.PersonId, cancellationToken);
        var (kind, language) = (message.Kind.Traits(), message.Language);
        var usual = LocalizedFormatter.For(language);
        var formatter = new LocalizedFormatter(language, person.Calendar ?? usual.Calendar, person.Digits ?? usual.DigitSet, days.Zone);
        if (!(await contents.OfAsync(db, person, [message], formatter, cancellationToken)).TryGetValue(message.Id, out var content))
        {
            return null;
        }

        var fields = new Dictionary<string, string>(content.Fields, StringComparer.Ordinal) { [MessageFields.Link] = address.Base + content.Link };
        if (kind.HasToken)
        {
            var link = withToken ? await links.MakeAsync(person.Id, PurposeOf(kind.Link), cancellationToken) : new AccountLink($"/{Dots}", message.CreatedAtUtc + links.LifetimeOf(PurposeOf(kind.Link)));
            if (link is null)
            {
                return null;
            }

            fields[MessageFields.Link] = address.Base + link.Href;
            fields[MessageFields.Until] = formatter.DateAndTime(link.UntilUtc);
        }

        var off = kind.IsOptional ? address.Base + (withToken ? MessagesRoutes.OneClick(tokens.Make(person.Id, message.Kind)) : MessagesRoutes.OneClick(Dots)) : null;
        var composed = MailText.Compose(await db.TemplateAsync(message.Kind, language, cancellationToken), fields, Frame(kind, language, off));
        return new(composed, off, person.Name.In(language), contents.Academy(language));
    }

    private MailFrame Frame(MessageTraits kind, Language language, string? turnOff)
    {
        string Say(string key) => MessagesText.ResourceManager.GetString(key, language.Culture())!;
        return new(
            language, contents.Academy(language), Say(kind.IsOptional ? nameof(MessagesText.WhyOptional) : nameof(MessagesText.WhyAlways)), Say(nameof(MessagesText.LinkByHand)),
            turnOff is null ? null : (Say(nameof(MessagesText.TurnOffByMail)), turnOff));
    }

    private static AccountLinkPurpose PurposeOf(MessageLink link) => link switch
    {
        MessageLink.Invitation => AccountLinkPurpose.Invitation,
        MessageLink.EmailConfirmation => AccountLinkPurpose.EmailConfirmation,
        MessageLink.PasswordReset => AccountLinkPurpose.PasswordReset,
        _ => throw new ArgumentOutOfRangeException(nameof(link), link, "This link has no token."),
    };
}

/// <param name="TurnOff">Where mails of the kind are turned off at a click; null: they cannot be.</param>
/// <param name="Name">Of the person.</param>
internal sealed record Composed(ComposedMail Mail, string? TurnOff, string Name, string Academy);
