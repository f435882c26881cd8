using System.Text;
using System.Xml.Linq;
using CustomerService.Certificates.Document;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Tokens;

namespace CustomerService.App.Tests.Certificates;

/// <summary>The certificate as PDF/UA-1 (ISO 14289-1), read by a library of another maker, and whether long names stay in their frame.</summary>
public sealed class AccessiblePdfTests(SharedAcademy shared)
{
    private const double Millimetre = 72 / 25.4;

    /// <summary>Structure types of PDF 1.7 that certificates use: others would need a role map.</summary>
    private static readonly string[] Types = ["Document", "NonStruct", "H1", "P", "Figure"];

    private static readonly string[] Paints = ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", "\"", "BI"];

    private readonly Academy _academy = shared.Academy;

    public static TheoryData<string, string> LongNames => new()
    {
        { new string('ن', 87) + new string('س', 88), new string('n', 175) },
        { new string('س', 201), new string('W', 201) },
        { new string('ص', 60), new string('M', 60) },
        { new string('م', 34), new string('W', 24) },
        { string.Join(' ', Enumerable.Repeat("ابوالفضل", 22)), string.Join(' ', Enumerable.Repeat("Wilhelmina", 18)) },
    };

    [Theory, InlineData(Language.Persian, false), InlineData(Language.English, true), InlineData(Language.Persian, false, true)]
    public async Task Every_piece_is_tagged_or_an_artifact_and_the_document_says_what_it_is(Language language, bool duplicate, bool hasPictures = false)
    {
        var sheet = Sheet(Name("سارا محمدی‌نژاد", "Sara Mohammadinejad"), language, duplicate);
        if (hasPictures)
        {
            sheet = sheet with { Logo = "data:image/png;base64," + Convert.ToBase64String(Pictures.Png(80, 40)), Signature = "data:image/png;base64," + Convert.ToBase64String(Pictures.Png(90, 30, 20, 20, 90)) };
        }

        using var pdf = await PrintAsync(sheet);
        Assert.Equal(hasPictures ? 2 : 0, pdf.GetPage(1).GetImages().Count());

        var catalogue = pdf.Structure.Catalog.CatalogDictionary;
        Assert.Equal(language.Code(), Text(catalogue, "Lang"));
        Assert.True(((BooleanToken)At(pdf, catalogue, "ViewerPreferences").Data["DisplayDocTitle"]).Data);
        Assert.True(((BooleanToken)At(pdf, catalogue, "MarkInfo").Data["Marked"]).Data);
        Assert.Equal(sheet.DocumentTitle, pdf.Information.Title);
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        var metadata = XDocument.Parse(Encoding.UTF8.GetString([.. xmp.GetXmlBytes()]));
        Assert.Equal("1", metadata.Descendants(XName.Get("part", "http://www.aiim.org/pdfua/ns/id/")).Single().Value);
        Assert.Equal(sheet.DocumentTitle, metadata.Descendants(XName.Get("title", "http://purl.org/dc/elements/1.1/")).Single().Value.Trim());

        var elements = Elements(pdf, At(pdf, catalogue, "StructTreeRoot")).ToList();
        Assert.Empty(elements.Select(e => e.Type).Except(Types));
        Assert.Equal("H1", Assert.Single(elements, e => e.Type.StartsWith('H')).Type);
        Assert.Equal(sheet.QrLabel, Assert.Single(elements, e => e.Type == "Figure").Alternative);
        Assert.True(elements.Count(e => e.Type == "P") >= 10);

        var page = pdf.GetPage(1);
        Assert.Equal("S", ((NameToken)page.Dictionary.Data["Tabs"]).Data);
        Assert.Equal(elements.SelectMany(e => e.Marks).Order(), MarksOf(page).Order());
        Assert.Empty(Unmarked(page));
    }

    [Fact]
    public async Task A_print_of_many_keeps_title_language_and_tags_and_claims_nothing()
    {
        var sheets = Languages.All.Select(l => Sheet(Name("سارا محمدی", "Sara Mohammadi"), Language.Persian)).ToAsyncEnumerable();
        using var file = new MemoryStream();
        var printed = await _academy.Services.GetRequiredService<ICertificatePrinter>().PrintAsync(
            new CertificateBatch("گواهینامه‌ها", Language.Persian, 2, sheets), file, null, TestContext.Current.CancellationToken);
        Assert.Null(printed.Refusal);
        using var pdf = PdfDocument.Open(file.ToArray());

        Assert.Equal(2, pdf.NumberOfPages);
        Assert.Equal("گواهینامه‌ها", pdf.Information.Title);
        Assert.Equal("fa", Text(pdf.Structure.Catalog.CatalogDictionary, "Lang"));
        Assert.Equal(2, Elements(pdf, At(pdf, pdf.Structure.Catalog.CatalogDictionary, "StructTreeRoot")).Count(e => e.Type == "H1"));
        Assert.False(pdf.TryGetXmpMetadata(out _));
    }

    [Theory, MemberData(nameof(LongNames))]
    public async Task A_long_name_stays_whole_and_inside_the_frame(string persian, string latin)
    {
        foreach (var language in Languages.All)
        {
            var sheet = Sheet(Name(persian, latin), language);
            using var pdf = await PrintAsync(sheet);
            var letters = pdf.GetPage(1).Letters;

            Assert.All(letters, l => Assert.InRange(l.BoundingBox.Left, 28.9 * Millimetre, 268.1 * Millimetre));
            Assert.All(letters, l => Assert.InRange(l.BoundingBox.Right, 28.9 * Millimetre, 268.1 * Millimetre));
            Assert.All(letters, l => Assert.InRange(l.BoundingBox.Bottom, 25 * Millimetre, 185 * Millimetre));
            var asked = sheet.Name.Text.Count(c => c == sheet.Name.Text[0]);
            var shown = letters.Count(l => l.Value.Normalize(NormalizationForm.FormKC).StartsWith(sheet.Name.Text[0]));
            Assert.True(shown >= asked, $"{shown} of {asked} letters are shown");

            // The foot stands at the bottom whatever is above: nothing may be pushed down into it.
            using var ordinary = await PrintAsync(Sheet(Name("سارا", "Sara"), language));
            Assert.Equal(InFoot(ordinary), InFoot(pdf));
        }

        static int InFoot(PdfDocument pdf) => pdf.GetPage(1).Letters.Count(l => l.BoundingBox.Bottom < 62 * Millimetre);
    }

    /// <summary>«دورهٔ»: heh and hamza are one glyph, which readers of right-to-left lines would turn around as two.</summary>
    [Fact]
    public async Task Heh_with_hamza_is_one_letter_of_the_text()
    {
        using var pdf = await PrintAsync(Sheet(Name("سارا محمدی", "Sara Mohammadi"), Language.Persian));
        var page = pdf.GetPage(1);
        var spoken = page.Operations.OfType<BeginMarkedContentWithProperties>().Where(o => o.Properties?.Data.ContainsKey("ActualText") == true)
            .Select(o => Encoding.BigEndianUnicode.GetString([.. ((HexToken)o.Properties!.Data["ActualText"]).Bytes])).ToList();
        Assert.NotEmpty(spoken);
        Assert.DoesNotContain(spoken, text => text.Contains('\u0654', StringComparison.Ordinal));
        Assert.Contains("\u06C0", page.Letters.Select(l => l.Value));
    }

    private static LocalText Name(string persian, string latin) => new(persian, latin);

    private CertificateSheet Sheet(LocalText name, Language language, bool duplicate = false) =>
        _academy.Services.GetRequiredService<ComposeCertificate>().Sheet(CertificatePdfTests.Sample(name.Fa, name.En, "ICARE در عمل"), language, duplicate);

    private async Task<PdfDocument> PrintAsync(CertificateSheet sheet)
    {
        var outcome = await _academy.Services.GetRequiredService<ICertificatePrinter>().PrintAsync(sheet, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return PdfDocument.Open(outcome.Value!.Content);
    }

    private static string Text(DictionaryToken dictionary, string key) => dictionary.Data[key] switch
    {
        StringToken text => text.Data,
        HexToken text => text.Data,
        var other => other.ToString()!,
    };

    private static DictionaryToken At(PdfDocument pdf, DictionaryToken dictionary, string key) => Resolve(pdf, dictionary.Data[key]);

    private static DictionaryToken Resolve(PdfDocument pdf, IToken token) =>
        token as DictionaryToken ?? (DictionaryToken)pdf.Structure.GetObject(((IndirectReferenceToken)token).Data).Data;

    /// <summary>The structure elements below an element, with the marked contents directly in each.</summary>
    private static IEnumerable<(string Type, string? Alternative, IReadOnlyList<int> Marks)> Elements(PdfDocument pdf, DictionaryToken element)
    {
        var (marks, below) = (new List<int>(), new List<DictionaryToken>());
        if (element.Data.TryGetValue("K", out var kids))
        {
            kids = kids is IndirectReferenceToken indirect && pdf.Structure.GetObject(indirect.Data).Data is ArrayToken listed ? listed : kids;
            foreach (var kid in kids is ArrayToken list ? list.Data : [kids])
            {
                switch (kid)
                {
                    case NumericToken number:
                        marks.Add(number.Int);
                        break;
                    default:
                        var child = Resolve(pdf, kid);
                        if (child.Data.TryGetValue("MCID", out var id))
                        {
                            marks.Add(((NumericToken)id).Int);
                        }
                        else
                        {
                            below.Add(child);
                        }

                        break;
                }
            }
        }

        if (element.Data.TryGetValue("S", out var type))
        {
            yield return (((NameToken)type).Data, element.Data.ContainsKey("Alt") ? Text(element, "Alt") : null, marks);
        }

        foreach (var found in below.SelectMany(child => Elements(pdf, child)))
        {
            yield return found;
        }
    }

    private static IEnumerable<int> MarksOf(Page page) => page.Operations.OfType<BeginMarkedContentWithProperties>()
        .Where(o => o.Properties?.Data.ContainsKey("MCID") == true).Select(o => ((NumericToken)o.Properties!.Data["MCID"]).Int);

    /// <summary>What is painted outside every marked content.</summary>
    private static IEnumerable<string> Unmarked(Page page)
    {
        var depth = 0;
        foreach (IGraphicsStateOperation operation in page.Operations)
        {
            depth += operation.Operator switch { "BMC" or "BDC" => 1, "EMC" => -1, _ => 0 };
            if (depth == 0 && Paints.Contains(operation.Operator))
            {
                yield return operation.Operator;
            }
        }
    }
}
