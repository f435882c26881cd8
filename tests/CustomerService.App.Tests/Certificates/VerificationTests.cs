using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Certificates;

/// <summary>What anyone with a code sees.</summary>
public sealed class VerificationTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_valid_certificate_shows_name_course_dates_and_number_and_not_the_score()
    {
        var certificate = await EarnedBySaraAsync();
        var text = Text(await _academy.Visit().OpenAsync($"/verify/{certificate.Code}"));

        Assert.Contains("این گواهینامه اصیل و معتبر است.", text);
        Assert.Contains("سارا محمدی‌نژاد", text);
        Assert.Contains("ICARE در عمل", text);
        Assert.Contains(certificate.Number, text);
        Assert.Contains("۳۰\u00A0آبان ۱۴۰۵ برابر با ۲۱\u00A0نوامبر ۲۰۲۶", text);
        Assert.DoesNotContain("۹۲", text);
        Assert.DoesNotContain(certificate.PersonId.ToString(), text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_reads_in_English_by_its_address_alone()
    {
        var certificate = await EarnedBySaraAsync();
        var page = await _academy.Visit().OpenAsync($"/verify/{VerificationCode.Stored(certificate.Code).Grouped.ToLowerInvariant()}?lang=en");

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("This certificate is genuine and valid.", Text(page));
        Assert.Contains("Sara Mohammadinejad", Text(page));
    }

    [Fact]
    public async Task The_form_leads_to_the_answer_and_a_typing_error_is_named()
    {
        var certificate = await EarnedBySaraAsync();
        var visitor = _academy.Visit();

        var found = await visitor.GetAsync($"/verify?code={Uri.EscapeDataString(VerificationCode.Stored(certificate.Code).Grouped)}");
        Assert.Equal(HttpStatusCode.Redirect, found.StatusCode);
        Assert.EndsWith($"/verify/{certificate.Code}", found.Headers.Location!.ToString(), StringComparison.Ordinal);

        var wrong = await visitor.OpenAsync("/verify?code=abc");
        Assert.Contains("۲۰ حرف و رقم", wrong.QuerySelector(".field-error")!.TextContent);
        Assert.Equal("abc", wrong.QuerySelector("#code")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_code_that_is_not_found_can_be_mended_where_it_is()
    {
        var unknown = await _academy.Visit().OpenAsync("/verify/7K4M2PQR9TVWXYZ36HJN");
        Assert.Equal("7K4M-2PQR-9TVW-XYZ3-6HJN", unknown.QuerySelector("#code")!.GetAttribute("value"));
        Assert.Null(unknown.QuerySelector(".field-error"));

        var tooShort = await _academy.Visit().OpenAsync("/verify/ABCD");
        Assert.Equal("ABCD", tooShort.QuerySelector("#code")!.GetAttribute("value"));
        Assert.Contains("۲۰ حرف و رقم", tooShort.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_expired_superseded_and_revoked_are_told_apart()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var now = _academy.Clock.UtcNow();
        var expired = await _academy.EarnAsync(person, "C01", now.AddDays(-900));
        var superseded = await _academy.EarnAsync(person, "C02", now.AddDays(-10));
        var revoked = await _academy.EarnAsync(person, "C02", now);
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var scope = _academy.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().RunAsync(hr.Id, revoked.Id, "اشتباه در آزمون", TestContext.Current.CancellationToken)).Refusal);

        Assert.Contains("اعتبار آن پایان یافته است", Text(await _academy.Visit().OpenAsync($"/verify/{expired.Code}")));
        Assert.Contains("گواهینامهٔ تازه‌تری جای آن را گرفته است", Text(await _academy.Visit().OpenAsync($"/verify/{superseded.Code}")));
        var withdrawn = Text(await _academy.Visit().OpenAsync($"/verify/{revoked.Code}"));
        Assert.Contains("ابطال کرده است و معتبر نیست", withdrawn);
        Assert.DoesNotContain("اشتباه در آزمون", withdrawn);
        Assert.Contains("گواهینامه‌ای با این کد نیست", Text(await _academy.Visit().OpenAsync("/verify/7Q2MD4XK9B3V0TRC8WJH")));
        Assert.Contains("گواهینامه‌ای با این کد نیست", Text(await _academy.Visit().OpenAsync("/verify/%3Cscript%3E")));
    }

    [Fact]
    public async Task A_record_changed_outside_the_academy_is_unknown()
    {
        var certificate = await EarnedBySaraAsync();
        await using (var db = await _academy.DbAsync())
        {
            await db.Set<Certificate>().Where(c => c.Id == certificate.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Percent, 100), TestContext.Current.CancellationToken);
        }

        Assert.Contains("گواهینامه‌ای با این کد نیست", Text(await _academy.Visit().OpenAsync($"/verify/{certificate.Code}")));
    }

    [Fact]
    public async Task Known_or_not_the_answer_is_kept_by_nobody()
    {
        var certificate = await EarnedBySaraAsync();
        foreach (var code in new[] { certificate.Code, "7Q2MD4XK9B3V0TRC8WJH" })
        {
            var response = await _academy.Visit().GetAsync($"/verify/{code}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Contains("noindex", response.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
            Assert.NotNull((await Visitor.ReadAsync(response)).QuerySelector("meta[name=robots][content=noindex]"));
        }
    }

    private async Task<Certificate> EarnedBySaraAsync() =>
        await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", "محمدی‌نژاد", "Sara", "Mohammadinejad")));

    private static string Text(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;
}
