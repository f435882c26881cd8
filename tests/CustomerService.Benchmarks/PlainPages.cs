using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>Baseline for certificates: the text of a certificate in its fonts, as paragraphs without ornament, QR code or layout,
/// printed by the same browser.</summary>
internal sealed class PlainPages(Academy academy)
{
    private readonly ChromiumPdf _browser = academy.Services.GetRequiredService<ChromiumPdf>();
    private readonly ComposeCertificate _compose = academy.Services.GetRequiredService<ComposeCertificate>();
    private readonly string _head =
        $"<!DOCTYPE html><html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title></title><style>{academy.Services.GetRequiredService<PdfFonts>().FaceCss(400, 500, 700, 800)}"
        + "@page{size:A4 landscape;margin:15mm}body{margin:0;font:400 14pt/1.6 Vazirmatn}h1,strong{font-weight:800}.name{font-weight:700}.programme{font-weight:500}"
        + "section+section{break-before:page}</style></head><body>";

    public async Task<bool> OneAsync(Certificate certificate) =>
        (await _browser.RenderAsync(new PdfRequest("plain", "fa", PdfPaper.A4Landscape, Page(certificate), _head), CancellationToken.None)).Succeeded;

    /// <summary>Many as one file, read from the database as the product does, written to a stream that discards its data.</summary>
    public async Task<bool> ManyAsync(int count) =>
        (await _browser.RenderAsync(new PdfBook("plain", "fa", PdfPaper.A4Landscape, _head, count, PagesAsync(count)), Stream.Null, null, CancellationToken.None)).Succeeded;

    private async IAsyncEnumerable<string> PagesAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var certificate in await academy.ReadAsync(db => db.Set<Certificate>().AsNoTracking().OrderBy(c => c.Id).Take(count).ToListAsync(cancellationToken)))
        {
            yield return Page(certificate);
        }
    }

    private string Page(Certificate certificate)
    {
        var sheet = _compose.Sheet(certificate, Language.Persian);
        var page = new StringBuilder("<section>");
        Add("p", sheet.Issuer.Text);
        Add("h1", sheet.Heading);
        Add("p class=\"programme\"", sheet.Programme.Text);
        Add("p", sheet.Lead);
        Add("p class=\"name\"", sheet.Name.Text);
        foreach (var line in sheet.Lines)
        {
            page.Append("<p>");
            foreach (var run in line)
            {
                Add(run.Slot is null ? "span" : "strong", run.Text.Text);
            }

            page.Append("</p>");
        }

        foreach (var fact in sheet.Dates.Concat(sheet.Checks))
        {
            Add("p", $"{fact.Label} {fact.Value}");
        }

        Add("strong", sheet.SignatoryName.Text);
        Add("p", sheet.SignatoryTitle.Text);
        return page.Append("</section>").ToString();

        void Add(string element, string text) =>
            page.Append('<').Append(element).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(element.Split(' ')[0]).Append('>');
    }
}
