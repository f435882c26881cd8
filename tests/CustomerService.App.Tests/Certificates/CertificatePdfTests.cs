using System.Diagnostics;
using System.Text;
using CustomerService.App.Tests.Pdf;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Certificates;

/// <summary>The certificate as PDF.</summary>
public sealed class CertificatePdfTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    public static TheoryData<string, string, string> Names => new()
    {
        { "سارا محمدی", "Sara Mohammadi", "ICARE در عمل" },
        { "سیده فاطمه‌زهرا حسینی طباطبایی نائینی (کیان‌پور)", "Seyyedeh Fatemeh-Zahra Hosseini Tabatabaei Naeini (Kianpour)", "گفت‌وگو بر پایهٔ ISO 10002:2018 در شعبه‌ها" },
        { "ژیلا مک‌دونالد (Sheila MacDonald)", "Sheila O’Donnell-MacDonald", "شاخص‌ها" },
        { "", "Anna Müller", "خدمت" },
        { new string('ن', 100) + " " + new string('م', 100), new string('n', 100) + " " + new string('m', 100), "دورهٔ " + string.Join(' ', Enumerable.Repeat("بلندنام", 30)) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_one_tagged_page_with_our_fonts_in_both_languages(string persian, string latin, string title)
    {
        var certificate = Sample(persian, latin, title);
        foreach (var language in Languages.All)
        {
            var pdf = new PdfInspector(await PrintAsync(certificate, language));

            Assert.Equal(1, pdf.Pages);
            Assert.True(pdf.IsTagged);
            Assert.Equal(language.Code(), pdf.Language);
            Assert.Contains("ICA-1405-000042", pdf.Title, StringComparison.Ordinal);
            Assert.Equal((842, 595), ((int)Math.Round(pdf.Sizes.Single().Width), (int)Math.Round(pdf.Sizes.Single().Height)));
            Assert.All(pdf.Fonts, f => Assert.StartsWith("Vazirmatn", f, StringComparison.Ordinal));
            Assert.All(certificate.PersonName.In(language).Where(char.IsLetterOrDigit), c => Assert.True(Forms(c).Any(pdf.CanBeReadAs), $"{c}"));
        }
    }

    [Fact]
    public async Task Its_border_and_ornament_weigh_little()
    {
        Assert.InRange((await PrintAsync(Sample("سارا محمدی", "Sara Mohammadi", "ICARE در عمل"), Language.Persian)).Length, 1, 150_000);
    }

    [Fact]
    public async Task Whoever_reads_the_text_finds_the_name_the_number_and_the_code()
    {
        if (!File.Exists("/usr/bin/pdftotext"))
        {
            Assert.Skip("Needs pdftotext (poppler-utils).");
        }

        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await PrintAsync(Sample("سارا محمدی‌نژاد", "Sara Mohammadinejad", "ICARE در عمل"), Language.Persian), TestContext.Current.CancellationToken);
        using var reader = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Contains(TextNormalizer.CompactKey("سارا محمدی‌نژاد"), TextNormalizer.CompactKey(text), StringComparison.Ordinal);
        Assert.Contains("ICA-1405-000042", text, StringComparison.Ordinal);
        Assert.Contains("7Q2M-D4XK-9B3V-0TRC-8WJH", text, StringComparison.Ordinal);
        Assert.Contains("ICARE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_downloads_it_under_its_number()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var certificate = await _academy.EarnAsync(person);
        var response = await (await _academy.SignInAsync(person)).GetAsync($"/certificates/{certificate.Id}/pdf?language=en");

        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{certificate.Number}-en.pdf", response.Content.Headers.ContentDisposition!.FileName);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("en", new PdfInspector(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Language);
    }

    private async Task<byte[]> PrintAsync(Certificate certificate, Language language)
    {
        var compose = _academy.Services.GetRequiredService<ComposeCertificate>();
        var outcome = await _academy.Services.GetRequiredService<ICertificatePrinter>().PrintAsync(compose.Sheet(certificate, language), TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value!.Content;
    }

    /// <summary>A letter and its presentation forms, which a PDF may use for it.</summary>
    private static IEnumerable<char> Forms(char letter) => Enumerable.Range(0xFB50, 0xFEFD - 0xFB50).Select(c => (char)c)
        .Where(c => c.ToString().Normalize(NormalizationForm.FormKC) == letter.ToString()).Prepend(letter);

    internal static Certificate Sample(string persian, string latin, string title) => new(
        Guid.CreateVersion7(), "ICA-1405-000042", VerificationCode.Stored("7Q2MD4XK9B3V0TRC8WJH"), new CertificateContent(
            CertificateKind.Course, "C03", Guid.CreateVersion7(), Guid.CreateVersion7(), 1, new LocalText(persian, latin), new LocalText(title, "ICARE in Practice"),
            new LocalText("پایان دورهٔ آموزشی", "Course Completion"), 105, 92, new LocalText("آموزشگاه خدمت", "Service Academy"), new LocalText("مریم یوسفی", "Maryam Yousefi"),
            new LocalText("مدیر آموزشگاه", "Director of the Academy"), new DateTime(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc), new DateTime(2028, 11, 20, 20, 29, 59, DateTimeKind.Utc)));
}
