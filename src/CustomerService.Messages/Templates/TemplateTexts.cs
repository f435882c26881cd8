using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Templates;

/// <summary>The texts in use: human resources' own, else the shipped ones. An edit that no longer fits its kind gives way to the shipped text.</summary>
internal static class TemplateTexts
{
    public static async Task<TemplateText> TemplateAsync(this AppDbContext db, MessageKind kind, Language language, CancellationToken cancellationToken)
    {
        var edit = await db.Set<TemplateEdit>().AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancellationToken);
        return Of(kind, language, edit);
    }

    /// <summary>All texts of a language.</summary>
    public static async Task<IReadOnlyDictionary<MessageKind, TemplateText>> TemplatesAsync(this AppDbContext db, Language language, CancellationToken cancellationToken)
    {
        var edits = await db.Set<TemplateEdit>().AsNoTracking().Where(t => t.Language == language).ToDictionaryAsync(t => t.Kind, cancellationToken);
        return MessageKinds.All.ToDictionary(k => k.Kind, k => Of(k.Kind, language, edits.GetValueOrDefault(k.Kind)));
    }

    private static TemplateText Of(MessageKind kind, Language language, TemplateEdit? edit) =>
        edit is not null && ShippedTemplates.Read(kind.Traits(), edit.Subject, edit.Body).Value is { } own ? own : ShippedTemplates.Text(kind, language);
}
