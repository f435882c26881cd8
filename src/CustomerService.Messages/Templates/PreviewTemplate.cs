using CustomerService.Messages.Kinds;
using CustomerService.Messages.Sending;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Templates;

/// <param name="Html">The page without its head; our own encoded markup.</param>
public sealed record TemplatePreview(string Subject, string Html);

/// <summary>What words become in a mail, with examples for its fields: made by what makes the mails.</summary>
public sealed class PreviewTemplate(ComposeMail compose)
{
    /// <returns>The mail, or a refusal of <see cref="Rules.TemplateText.Read"/>.</returns>
    public Result<TemplatePreview> Of(MessageTraits kind, Language language, TemplateWords words, string name)
    {
        ArgumentNullException.ThrowIfNull(words);
        var read = ShippedTemplates.Read(kind, words.Subject, words.Body);
        if (!read.Succeeded)
        {
            return read.Refusal!;
        }

        var mail = compose.Example(kind, read.Value, language, name);
        return new TemplatePreview(mail.Subject, mail.Fragment);
    }
}
