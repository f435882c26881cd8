using CustomerService.Messages.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

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
