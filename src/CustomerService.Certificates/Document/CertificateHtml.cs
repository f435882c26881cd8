using System.Collections.Concurrent;
using System.Text;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Document;

/// <summary>Renders sheets to printable HTML: the page's component, with the stylesheet and fonts inlined.</summary>
public sealed class CertificateHtml(IServiceScopeFactory scopes, ILoggerFactory loggers, PdfFonts fonts)
{
    /// <summary>Certificates per renderer; a renderer holds its output in memory until it is disposed.</summary>
    private const int Batch = 50;

    private readonly ConcurrentDictionary<Language, Task<string>> _heads = new();

    /// <summary>One certificate as a standalone document.</summary>
    public async Task<PdfRequest> DocumentAsync(CertificateSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        await using var renderer = new Rendering(scopes, loggers);
        return new PdfRequest(sheet.DocumentTitle, sheet.Language.Code(), PdfPaper.A4Landscape, await PageAsync(renderer, sheet), await HeadAsync(sheet.Language));
    }

    /// <summary>Many certificates as one document, one page each.</summary>
    public async Task<PdfBook> BookAsync(CertificateBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new PdfBook(batch.Title, batch.Language.Code(), PdfPaper.A4Landscape, await HeadAsync(batch.Language), batch.Count, Pages());

        async IAsyncEnumerable<string> Pages()
        {
            var renderer = new Rendering(scopes, loggers);
            try
            {
                var written = 0;
                await foreach (var sheet in batch.Sheets)
                {
                    if (written++ == Batch)
                    {
                        written = 1;
                        await renderer.DisposeAsync();
                        renderer = new Rendering(scopes, loggers);
                    }

                    yield return await PageAsync(renderer, sheet);
                }
            }
            finally
            {
                await renderer.DisposeAsync();
            }
        }
    }

    private static async Task<string> PageAsync(Rendering renderer, CertificateSheet sheet) =>
        OneLetterForEachGlyph(await renderer.HtmlAsync<CertificateDocument>(new Dictionary<string, object?> { [nameof(CertificateDocument.Sheet)] = sheet }));

    /// <summary>Writes «هٔ» as the one letter U+06C0, which looks the same. The font draws the two characters as one glyph; readers that turn the
    /// line of a PDF around letter by letter would turn these two around as well, and copy «دورٔه».</summary>
    private static string OneLetterForEachGlyph(string html) =>
        html.Replace("\u0647\u0654", "\u06C0", StringComparison.Ordinal).Replace("&#x647;&#x654;", "\u06C0", StringComparison.Ordinal);

    private Task<string> HeadAsync(Language language) => _heads.GetOrAdd(language, async wanted =>
    {
        await using var renderer = new Rendering(scopes, loggers);
        return new StringBuilder("<!DOCTYPE html><html lang=\"").Append(wanted.Code()).Append("\" dir=\"").Append(wanted.Direction())
            .Append("\"><head><meta charset=\"utf-8\"><title></title><style>").Append(fonts.FaceCss(400, 500, 700, 800)).Append(Stylesheet())
            .Append("</style></head><body>").Append(await renderer.HtmlAsync<CertificateOrnaments>([])).ToString();
    });

    private static string Stylesheet()
    {
        using var reader = new StreamReader(typeof(CertificateHtml).Assembly.GetManifestResourceStream("certificate.css")!);
        return reader.ReadToEnd();
    }

    /// <summary>A renderer with its service scope.</summary>
    private sealed class Rendering(IServiceScopeFactory scopes, ILoggerFactory loggers) : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();
        private HtmlRenderer? _renderer;

        public Task<string> HtmlAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
        {
            _renderer ??= new HtmlRenderer(_scope.ServiceProvider, loggers);
            return _renderer.Dispatcher.InvokeAsync(async () => (await _renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        }

        public async ValueTask DisposeAsync()
        {
            if (_renderer is not null)
            {
                await _renderer.DisposeAsync();
            }

            await _scope.DisposeAsync();
        }
    }
}
