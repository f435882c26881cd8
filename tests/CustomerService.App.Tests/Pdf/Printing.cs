using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CustomerService.App.Tests.Pdf;

/// <summary>Sample documents and printers for the tests of this folder.</summary>
internal static class Printing
{
    private static readonly PdfFonts Fonts = new();

    public static ChromiumPdf Printer(Action<PdfOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new PdfOptions();
        change?.Invoke(options);
        return Printer(options, clock);
    }

    /// <param name="options">May be changed later: the next step heeds them.</param>
    public static ChromiumPdf Printer(PdfOptions options, TimeProvider? clock = null, ILogger<ChromiumPdf>? log = null) =>
        new(Options.Create(options), clock ?? TimeProvider.System, log ?? NullLogger<ChromiumPdf>.Instance);

    public static string Head(string extra = "") =>
        $$"""
        <!doctype html><html dir="rtl"><head><meta charset="utf-8">
        <style>
        {{Fonts.FaceCss(400, 700)}}
        @page { size: A4 landscape; margin: 0 }
        body { margin: 0; font-family: Vazirmatn; font-size: 16pt; line-height: 1.8; color: #1b2a2f }
        section { box-sizing: border-box; height: 210mm; padding: 18mm; border: 3mm double #0b6e69 }
        section + section { break-before: page }
        </style>{{extra}}</head><body>
        """;

    public static string Certificate(string name, string number) =>
        $"""
        <section><h1>گواهینامهٔ پایان دوره</h1>
        <p>گواهی می‌شود <strong>{name}</strong> دورهٔ «آیکر در عمل» (<bdi>ICARE in Practice</bdi>) را بر پایهٔ <bdi>ISO 10002:2018</bdi> با موفقیت گذراند.</p>
        <p>شماره: <bdi dir="ltr">{number}</bdi> · تاریخ: ۱۴۰۵/۰۸/۳۰ (<bdi>2026-11-21</bdi>) · امتیاز: ۹۲٫۵٪</p></section>
        """;

    public static PdfRequest Request(string title = "گواهینامهٔ سارا محمدی‌نژاد", string body = "", string head = "") =>
        new(title, "fa", PdfPaper.A4Landscape, Head(head) + Certificate("سارا محمدی‌نژاد", "ICR-1405-000123") + body);

    public static PdfBook Book(int pages, Func<int, Task>? beforePage = null)
    {
        return new PdfBook("گواهینامه‌ها", "fa", PdfPaper.A4Landscape, Head(), pages, Pages());

        async IAsyncEnumerable<string> Pages()
        {
            for (var page = 1; page <= pages; page++)
            {
                await (beforePage?.Invoke(page) ?? Task.CompletedTask);
                yield return Certificate("سارا محمدی‌نژاد", $"ICR-1405-{page:000000}");
            }
        }
    }

    /// <summary>Prints and reads the result.</summary>
    public static async Task<PdfInspector> InspectAsync(this ChromiumPdf printer, PdfRequest request)
    {
        var result = await printer.RenderAsync(request, TestContext.Current.CancellationToken);
        Assert.Null(result.Refusal);
        return new PdfInspector(result.Value!.Content);
    }

    public static async Task<Refusal?> RefusalAsync(this ChromiumPdf printer, PdfRequest request) =>
        (await printer.RenderAsync(request, TestContext.Current.CancellationToken)).Refusal;
}
