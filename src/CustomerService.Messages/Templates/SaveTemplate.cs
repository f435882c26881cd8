using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Templates;

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
