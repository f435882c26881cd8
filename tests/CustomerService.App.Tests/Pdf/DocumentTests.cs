using System.Net;
using System.Net.Sockets;
using CustomerService.Certificates.Pdf;

namespace CustomerService.App.Tests.Pdf;

/// <summary>Properties of a printed document, read from the PDF file itself.</summary>
public sealed class DocumentTests : IAsyncDisposable
{
    private readonly ChromiumPdf _printer = Printing.Printer(o => o.TimeoutSeconds = 60);

    [Fact]
    public async Task A_Persian_document_is_tagged_and_carries_its_title_language_and_fonts()
    {
        var pdf = await _printer.InspectAsync(Printing.Request());

        Assert.Equal("گواهینامهٔ سارا محمدی‌نژاد", pdf.Title);
        Assert.Equal("fa", pdf.Language);
        Assert.Equal("CustomerService Academy", pdf.Creator);
        Assert.True(pdf.IsTagged);
        Assert.Superset(new HashSet<string> { "H1", "P", "Strong" }, pdf.Structure.ToHashSet());
        Assert.Equal(["Vazirmatn-Bold", "Vazirmatn-Regular"], pdf.Fonts);
        Assert.Equal(2, pdf.EmbeddedFonts);
        Assert.All("گپژیم۹", letter => Assert.True(pdf.CanBeReadAs(letter), $"{letter} has no reading"));
        Assert.Equal(1, pdf.Pages);
        Assert.Equal(842, Assert.Single(pdf.Sizes).Width, 0.5);
    }

    [Fact]
    public async Task Every_weight_that_is_offered_is_embedded_as_a_font()
    {
        var fonts = new PdfFonts();
        foreach (var weight in PdfFonts.Weights)
        {
            var html = $"<!doctype html><style>{fonts.FaceCss(weight)} p {{ font: {weight} 20pt Vazirmatn }}</style><p>خدمت Service ۱۲۳</p>";
            var pdf = await _printer.InspectAsync(new PdfRequest("وزن", "fa", PdfPaper.A4Portrait, html));
            Assert.StartsWith("Vazirmatn-", Assert.Single(pdf.Fonts));
            Assert.Equal(1, pdf.EmbeddedFonts);
        }
    }

    [Fact]
    public async Task Paper_is_that_of_the_request_unless_the_document_names_its_own()
    {
        var portrait = await _printer.InspectAsync(new PdfRequest("a", "en", PdfPaper.A4Portrait, "<!doctype html><p>a</p>"));
        var landscape = await _printer.InspectAsync(new PdfRequest("a", "en", PdfPaper.A4Landscape, "<!doctype html><p>a</p>"));
        var own = await _printer.InspectAsync(new PdfRequest("a", "en", PdfPaper.A4Landscape, "<!doctype html><style>@page { size: A5 }</style><p>a</p>"));

        Assert.Equal(595, Assert.Single(portrait.Sizes).Width, 1.0);
        Assert.Equal(842, Assert.Single(landscape.Sizes).Width, 1.0);
        Assert.Equal(420, Assert.Single(own.Sizes).Width, 1.0);
    }

    [Fact]
    public async Task A_title_cannot_break_out_of_its_place()
    {
        const string Title = "a\"; </title><b> \\ \u2028 'ب' `${1}`";
        var pdf = await _printer.InspectAsync(Printing.Request(Title));
        Assert.Equal(Title.Replace('\u2028', ' '), pdf.Title.Replace('\u2028', ' '));
    }

    [Fact]
    public async Task Nothing_of_one_document_is_left_in_the_next()
    {
        await _printer.InspectAsync(new PdfRequest("one", "fa", PdfPaper.A4Landscape, "<!doctype html><html lang=fa dir=rtl><style>@page { size: A5 } p { font-size: 90pt; break-after: page }</style><p>۱</p><p>۲</p><p>۳</p>"));
        var pdf = await _printer.InspectAsync(new PdfRequest("two", "en", PdfPaper.A4Landscape, "<!doctype html><p>2</p><p>3</p>"));
        Assert.Equal("two", pdf.Title);
        Assert.Equal("en", pdf.Language);
        Assert.Equal(1, pdf.Pages);
        Assert.Equal(842, Assert.Single(pdf.Sizes).Width, 1.0);
    }

    [Fact]
    public async Task Documents_that_share_a_head_keep_its_styles_and_nothing_of_each_other()
    {
        const string Head = "<!doctype html><html lang=en><head><style>@page { size: A5 } p + p { break-before: page }</style></head><body><svg></svg>";
        var three = await _printer.InspectAsync(new PdfRequest("three", "en", PdfPaper.A4Portrait, "<p>1</p><p>2</p><p>3</p>", Head));
        var one = await _printer.InspectAsync(new PdfRequest("one", "fa", PdfPaper.A4Portrait, "<p>`${\"۱\"}` </p>", Head));
        var other = await _printer.InspectAsync(new PdfRequest("other", "en", PdfPaper.A4Portrait, "<p>1</p><p>2</p>", Head.Replace("A5", "A3", StringComparison.Ordinal)));
        var whole = await _printer.InspectAsync(new PdfRequest("whole", "en", PdfPaper.A4Portrait, "<!doctype html><p>1</p>"));
        var again = await _printer.InspectAsync(new PdfRequest("again", "en", PdfPaper.A4Portrait, "<p>1</p><p>2</p>", Head));

        Assert.Equal([3, 1, 2, 1, 2], new[] { three, one, other, whole, again }.Select(pdf => pdf.Pages));
        Assert.Equal([420, 420, 842, 596, 420], new[] { three, one, other, whole, again }.Select(pdf => Math.Round(pdf.Sizes.First().Width)));
        Assert.Equal(("one", "fa"), (one.Title, one.Language));
    }

    [Theory]
    [InlineData("data:font/woff2;base64,AAAA")]
    [InlineData("https://fonts.example/lost.woff2")]
    public async Task A_font_that_cannot_be_read_is_an_error_and_not_a_document_in_another_font(string source)
    {
        var html = $"<!doctype html><style>@font-face {{ font-family: Lost; src: url({source}) }} p {{ font-family: Lost }}</style><p>a</p>";
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _printer.RenderAsync(new PdfRequest("a", "en", PdfPaper.A4Portrait, html), TestContext.Current.CancellationToken));
        Assert.Contains("Lost", error.Message);
    }

    [Fact]
    public async Task A_document_that_wants_the_network_or_a_file_gets_nothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var at = $"http://{server.LocalEndpoint}";
        var style = Path.GetTempFileName();
        await File.WriteAllTextAsync(style, "@page { size: A5 !important }", TestContext.Current.CancellationToken);
        try
        {
            var pdf = await _printer.InspectAsync(Printing.Request(
                head: $"""
                <base href="{at}/"><link rel="preconnect" href="{at}"><link rel="stylesheet" href="{at}/a.css"><link rel="stylesheet" href="file://{style}">
                <link rel="preload" as="image" href="{at}/preload.png"><meta http-equiv="refresh" content="0;url={at}/refresh">
                <style>@import url({at}/import.css);</style>
                """,
                body: $"""
                <img src="{at}/a.png" srcset="{at}/b.png 2x"><iframe src="{at}/frame"></iframe><iframe src="file://{style}"></iframe><object data="{at}/o"></object>
                <video src="{at}/v" poster="{at}/p"></video><div style="background:url({at}/bg)">ف</div><svg><image href="{at}/svg"/></svg>
                """));

            Assert.Equal("گواهینامهٔ سارا محمدی‌نژاد", pdf.Title);
            Assert.Equal(842, Assert.Single(pdf.Sizes).Width, 0.5);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.False(server.Pending(), "the page reached the network");
        }
        finally
        {
            File.Delete(style);
        }
    }

    [Fact]
    public async Task Scripts_never_run_so_an_endless_one_holds_nothing_up()
    {
        var pdf = await _printer.InspectAsync(Printing.Request(body: "<script>while (true) { }</script><img src=\"data:,\" onerror=\"while (true) { }\">"));
        Assert.True(pdf.IsTagged);
    }

    public ValueTask DisposeAsync() => _printer.DisposeAsync();
}
