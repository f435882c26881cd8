using System.Text;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Text;
using CustomerService.People;
using CustomerService.People.Import;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Slips;

/// <summary>Renders slips to printable HTML, eight on a page, each in the language of its person.</summary>
public sealed class SlipHtml(IServiceScopeFactory scopes, ILoggerFactory loggers, PdfFonts fonts, PublicAddress address, AcademyProfile academy)
{
    public async Task<PdfRequest> DocumentAsync(IReadOnlyList<FirstUseSlip> slips, Language language)
    {
        var title = CertificatesText.ResourceManager.GetString(nameof(CertificatesText.SlipsTitle), language.Culture())!;
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(SlipSheet.Slips)] = slips, [nameof(SlipSheet.Academy)] = academy.Names, [nameof(SlipSheet.Address)] = address.Authority + PeopleRoutes.SignIn,
        });
        var body = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<SlipSheet>(parameters)).ToHtmlString());
        return new PdfRequest(title, language.Code(), PdfPaper.A4Portrait, body, Head(language));
    }

    private string Head(Language language)
    {
        using var reader = new StreamReader(typeof(SlipHtml).Assembly.GetManifestResourceStream("slips.css")!);
        return new StringBuilder("<!DOCTYPE html><html lang=\"").Append(language.Code()).Append("\" dir=\"").Append(language.Direction())
            .Append("\"><head><meta charset=\"utf-8\"><title></title><style>").Append(fonts.FaceCss(400, 700)).Append(reader.ReadToEnd()).Append("</style></head><body>").ToString();
    }
}
