using System.Net;
using CustomerService.App.Tests.Rendering;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Viewing;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Certificates;

/// <summary>The pages for owners and for HR, and who may open them.</summary>
public sealed class PageTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_learner_without_certificates_is_told_how_to_earn_one()
    {
        var visitor = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline));
        Assert.Contains("هنوز گواهینامه‌ای ندارید", (await visitor.OpenAsync("/certificates")).QuerySelector(".empty")!.TextContent);
    }

    [Fact]
    public async Task The_list_shows_what_stands_and_what_is_past()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var former = await _academy.EarnAsync(person, "C03", _academy.Clock.UtcNow().AddDays(-100));
        var standing = await _academy.EarnAsync(person, "C03");
        var page = await (await _academy.SignInAsync(person)).OpenAsync("/certificates");

        var cards = page.QuerySelectorAll("article.card").Select(c => (c.QuerySelector("a")!.GetAttribute("href"), c.QuerySelector(".badge")!.TextContent)).ToList();
        Assert.Equal([($"/certificates/{standing.Id}", "معتبر"), ($"/certificates/{former.Id}", "جایگزین‌شده")], cards);
    }

    [Fact]
    public async Task The_document_has_the_language_that_is_asked_for_whatever_the_viewers()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", "محمدی‌نژاد", "Sara", "Mohammadinejad"));
        var certificate = await _academy.EarnAsync(person);
        var visitor = await _academy.SignInAsync(person, Language.English);

        var page = await visitor.OpenAsync($"/certificates/{certificate.Id}?language=fa");
        var document = page.QuerySelector("section.certificate")!;
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(("fa", "rtl"), (document.GetAttribute("lang"), document.GetAttribute("dir")));
        Assert.Equal("سارا محمدی‌نژاد", document.QuerySelector(".certificate-name bdi")!.TextContent);
        Assert.Equal("rtl", document.QuerySelector(".certificate-subject bdi")!.GetAttribute("dir"));
        Assert.NotNull(page.QuerySelector("link[href*='certificate'][rel=stylesheet]"));

        var english = (await visitor.OpenAsync($"/certificates/{certificate.Id}")).QuerySelector("section.certificate")!;
        Assert.Equal("Sara Mohammadinejad", english.QuerySelector(".certificate-name bdi")!.TextContent);
    }

    [Fact]
    public async Task Only_the_owner_and_those_in_charge_of_the_owner_see_a_certificate()
    {
        var unit = await _academy.AddUnitAsync("شعبهٔ آزمون");
        var other = await _academy.AddUnitAsync("شعبهٔ دیگر");
        var partner = await _academy.AddPartnerAsync("همکار آزمون");
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        var certificate = await _academy.EarnAsync(person);
        (TestPerson Viewer, HttpStatusCode Expected)[] viewers =
        [
            (person, HttpStatusCode.OK),
            (await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: unit), HttpStatusCode.OK),
            (await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), HttpStatusCode.OK),
            (await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: other), HttpStatusCode.NotFound),
            (await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner), HttpStatusCode.NotFound),
            (await _academy.AddPersonAsync(Audience.Frontline, unit: unit), HttpStatusCode.NotFound),
            (await _academy.AddPersonAsync(Audience.Customer), HttpStatusCode.NotFound),
        ];
        foreach (var (viewer, expected) in viewers)
        {
            var visitor = await _academy.SignInAsync(viewer);
            Assert.Equal(expected, (await visitor.GetAsync($"/certificates/{certificate.Id}")).StatusCode);
            Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.Redirect : HttpStatusCode.NotFound, (await visitor.GetAsync($"/certificates/of/{certificate.CompletionId}")).StatusCode);
            if (expected == HttpStatusCode.NotFound)
            {
                Assert.Equal(expected, (await visitor.GetAsync($"/certificates/{certificate.Id}/pdf")).StatusCode);
            }
        }

        Assert.Equal(HttpStatusCode.Redirect, (await _academy.Visit().GetAsync($"/certificates/{certificate.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _academy.Visit().GetAsync($"/certificates/{certificate.Id}/pdf")).StatusCode);
    }

    [Fact]
    public async Task HR_revokes_with_a_reason_that_only_HR_sees()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var certificate = await _academy.EarnAsync(person);
        var actor = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var hr = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, certificate.Id);

        await hr.PressAndConfirmAsync("[data-revoke]", " ");
        Assert.NotNull(hr.Query(".mud-dialog .field-error"));
        Assert.Equal(CertificateState.Valid, (await _academy.ReadAsync(certificate.Id)).StateAt(_academy.Clock.UtcNow()));
        await hr.TypeReasonAsync("آزمون را دیگری داده بود");
        await hr.AcceptAsync();
        hr.Wait(() => hr.Query("[data-revoke]") is null);
        Assert.Contains("آزمون را دیگری داده بود", hr.Find("[aria-labelledby=facts]").TextContent);
        Assert.Equal(CertificateState.Revoked, (await _academy.ReadAsync(certificate.Id)).StateAt(_academy.Clock.UtcNow()));

        var owner = await _academy.SignInAsync(person);
        var own = await owner.OpenAsync($"/certificates/{certificate.Id}");
        Assert.DoesNotContain("آزمون را دیگری داده بود", own.Body!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/certificates/{certificate.Id}/pdf")).StatusCode);

        await using var db = await _academy.DbAsync();
        var entry = await db.Set<AuditEntry>().SingleAsync(a => a.SubjectId == certificate.Id, TestContext.Current.CancellationToken);
        Assert.Equal(("certificate.revoked", actor.Id, "آزمون را دیگری داده بود"), (entry.Action, entry.ActorId!.Value, entry.Detail));
    }

    [Fact]
    public async Task The_holder_is_asked_for_a_Latin_name_before_an_English_certificate_shows_the_Persian_one()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Customer, name: new PersonName("رها", ""));
        await shared.Academy.SitAsync(person, "C13");
        var id = await shared.Academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).Select(c => c.Id).SingleAsync());
        var holder = await shared.Academy.SignInAsync(person, Language.English);
        var address = $"/certificates/{id}?language=en";
        const string form = "form:has([name='Input.Given'])";

        Assert.Null((await holder.OpenAsync($"/certificates/{id}?language=fa")).QuerySelector(form));
        var refused = await Visitor.ReadAsync(await holder.SubmitAsync(await holder.OpenAsync(address), form, address, ("Input.Given", "رها"), ("Input.Family", "")));
        Assert.Contains("Latin letters", refused.QuerySelector(".form-errors")!.TextContent, StringComparison.Ordinal);
        var renewed = await holder.SubmitAsync(await holder.OpenAsync(address), form, address, ("Input.Given", "Raha"), ("Input.Family", ""));

        var page = await holder.OpenAsync(renewed.Headers.Location!.ToString());
        Assert.Null(page.QuerySelector(form));
        Assert.Contains("Raha", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var certificates = await shared.Academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).OrderBy(c => c.Edition).ToListAsync());
        Assert.Equal(("رها", "Raha", certificates[1].Id), (certificates[1].PersonName.Fa, certificates[1].PersonName.En, certificates[0].SupersededById));
        Assert.Equal("Raha", await shared.Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => p.LatinGivenName).SingleAsync()));
        // A stranger cannot, and a Latin name that is there is HR's to correct.
        var stranger = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Customer, name: new PersonName("غریبه", "")));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).StatusCode);
        using var scope = shared.Academy.Services.CreateScope();
        var add = scope.ServiceProvider.GetRequiredService<AddLatinName>();
        Assert.IsType<Platform.NotFound>((await add.RunAsync(Guid.CreateVersion7(), certificates[1].Id, "Other", null)).Refusal);
        Assert.IsType<NameUnchanged>((await add.RunAsync(person.Id, certificates[1].Id, "Other", null)).Refusal);
    }

    [Fact]
    public async Task HR_reissues_with_a_corrected_name()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var certificate = await _academy.EarnAsync(person);
        await using var hr = OfficeCircuit.Open<OfficeCertificatePage>(_academy, await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), certificate.Id);

        await hr.FillAsync(("Persian", "سارا محمدي‌نژاد"), ("Latin", "Sara M."));
        await ReissueAsync(hr);

        var old = await _academy.ReadAsync(certificate.Id);
        var renewed = await _academy.ReadAsync(old.SupersededById!.Value);
        Assert.Equal(new LocalText("سارا محمدی‌نژاد", "Sara M."), renewed.PersonName);
        Assert.Equal((2, certificate.ExpiresAtUtc, certificate.CompletionId), (renewed.Edition, renewed.ExpiresAtUtc, renewed.CompletionId));
        Assert.NotEqual(certificate.Number, renewed.Number);
        Assert.NotEqual(certificate.Code, renewed.Code);
        hr.Wait(() => hr.Address == $"/office/certificates/{renewed.Id}");
    }

    [Fact]
    public async Task A_reissue_that_changes_nothing_is_refused_and_every_deed_asks_first()
    {
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));
        await using var hr = OfficeCircuit.Open<OfficeCertificatePage>(_academy, await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), certificate.Id);

        Assert.Contains(certificate.Number, await ReissueAsync(hr), StringComparison.Ordinal);

        Assert.Contains("نام همان است", hr.Find("[role=alert]").TextContent);
        Assert.Null((await _academy.ReadAsync(certificate.Id)).SupersededById);
    }

    [Fact]
    public async Task A_superseded_certificate_leads_to_its_successor_and_is_not_printed()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var former = await _academy.EarnAsync(person, "C03", _academy.Clock.UtcNow().AddDays(-100));
        var standing = await _academy.EarnAsync(person, "C03");
        var actor = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var hr = await _academy.SignInAsync(actor);

        await using (var page = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, former.Id))
        {
            Assert.NotNull(page.Query($".notice a[href='/office/certificates/{standing.Id}']"));
            Assert.Empty(page.All("a[download]"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await hr.GetAsync($"/certificates/{former.Id}/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hr.GetAsync($"/certificates/{former.Id}/pdf?duplicate=true")).StatusCode);
        Assert.Empty((await hr.OpenAsync($"/certificates/{former.Id}")).QuerySelectorAll("a[download]"));
        await using var next = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, standing.Id);
        Assert.Equal(4, next.All("[role=group] a[download]").Count);
    }

    [Fact]
    public async Task After_a_revocation_HR_may_issue_again()
    {
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var actor = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var hr = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, certificate.Id);
        await hr.PressAndConfirmAsync("[data-revoke]", "اشتباه");

        Assert.Contains("ابطال برگشت ندارد", hr.Find(".notice").TextContent);
        await ReissueAsync(hr);
        var renewed = await _academy.ReadAsync((await _academy.ReadAsync(certificate.Id)).SupersededById!.Value);
        hr.Wait(() => hr.Address == $"/office/certificates/{renewed.Id}");
        Assert.Equal(CertificateState.Valid, renewed.StateAt(_academy.Clock.UtcNow()));
        Assert.Equal(CertificateState.Revoked, (await _academy.ReadAsync(certificate.Id)).StateAt(_academy.Clock.UtcNow()));

        await using var after = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, certificate.Id);
        Assert.Null(after.Query("form[data-form=reissue]"));
        Assert.NotNull(after.Query($".notice a[href='/office/certificates/{renewed.Id}']"));
    }

    [Fact]
    public async Task One_who_does_not_own_it_finds_the_way_back_to_its_person()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var certificate = await _academy.EarnAsync(person);
        var actor = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var hr = await _academy.SignInAsync(actor);

        static List<string?> Crumbs(AngleSharp.Dom.IParentNode page) => [.. page.QuerySelectorAll(".crumbs a").Select(a => a.GetAttribute("href"))];
        await using (var page = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, certificate.Id))
        {
            Assert.Equal(["/office/matrix", $"/office/people/{person.Id}"], page.All(".crumbs a").Select(a => a.GetAttribute("href")));
        }

        var document = await hr.OpenAsync($"/certificates/{certificate.Id}");
        Assert.Equal(["/office/matrix", $"/office/people/{person.Id}", $"/office/certificates/{certificate.Id}"], Crumbs(document));
        Assert.DoesNotContain("گواهینامهٔ شما", document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_sees_the_record_and_cannot_change_it()
    {
        var unit = await _academy.AddUnitAsync("شعبهٔ سوم");
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        var certificate = await _academy.EarnAsync(person);
        var actor = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: unit);
        var manager = await _academy.SignInAsync(actor);

        await using var page = OfficeCircuit.Open<OfficeCertificatePage>(_academy, actor, certificate.Id);
        Assert.NotNull(page.Query("[aria-labelledby=facts]"));
        Assert.Null(page.Query("[data-revoke]"));
        Assert.Null(page.Query("form[data-form=reissue]"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/certificates/{certificate.Id}/pdf?duplicate=true")).StatusCode);
    }

    /// <summary>Sends the form and confirms.</summary>
    /// <returns>The text of the question.</returns>
    private static async Task<string> ReissueAsync(OfficeCircuit page)
    {
        var act = await page.BeginAsync(() => page.SendAsync("form[data-form=reissue]"));
        var asked = page.Find(".mud-dialog").TextContent;
        await page.AcceptAsync();
        await act;
        return asked;
    }
}
