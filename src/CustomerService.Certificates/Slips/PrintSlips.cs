using CustomerService.Certificates.Pdf;
using CustomerService.People.Import;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Certificates.Slips;

/// <summary>First-use slips of an import as one PDF, which is kept in memory for a few minutes and given out once.</summary>
public sealed class PrintSlips(FirstUseSlips slips, SlipHtml html, ChromiumPdf browser, SlipFiles files)
{
    /// <param name="part">From 0 on.</param>
    /// <param name="language">Of the file; each slip is in the language of its person.</param>
    /// <returns>The key of the file, a refusal of <see cref="FirstUseSlips.MakeAsync"/>, or one of the printer.</returns>
    public async Task<Result<Guid>> RunAsync(Guid actorId, Guid importId, int part, Language language, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PrintSlips));
        if (await slips.ViewAsync(actorId, importId, cancellationToken) is null)
        {
            return new NotFound();
        }

        // Codes that nothing prints would only replace those that were printed before.
        if (await browser.WarmUpAsync(cancellationToken) is { Refusal: { } notReady })
        {
            return notReady;
        }

        var made = await slips.MakeAsync(actorId, importId, part, progress, cancellationToken);
        if (made.Value is not { } all)
        {
            return made.Refusal!;
        }

        var printed = await browser.RenderAsync(await html.DocumentAsync(all, language), cancellationToken);
        return printed.Value is { } file ? files.Keep(actorId, file.Content) : printed.Refusal!;
    }
}
