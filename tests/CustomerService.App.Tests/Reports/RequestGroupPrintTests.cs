using System.Net;
using CustomerService.App.Tests.Certificates;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Reports;

public sealed class RequestGroupPrintTests(SharedAcademy shared)
{
    private const string Form = "form[data-form=print-group]";

    [Fact]
    public async Task A_partner_manager_prints_the_certificates_of_the_filtered_group()
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک چاپ");
        await academy.SitAsync(await academy.AddPersonAsync(Audience.Customer, null, partner), "C13");
        var manager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner));

        var response = await manager.SubmitAsync(await manager.OpenAsync("/office/matrix?course=C13"), Form, "/office/matrix?course=C13");

        Assert.Contains("/office/prints/", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("fa", Language.Persian), InlineData("en", Language.English), InlineData(null, Language.English)]
    public async Task The_documents_have_the_chosen_language_whatever_that_of_the_page(string? chosen, Language printed)
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک زبان");
        await academy.SitAsync(await academy.AddPersonAsync(Audience.Customer, null, partner), "C13");
        var manager = await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner);
        var visitor = await academy.SignInAsync(manager, Language.English);

        var page = await visitor.OpenAsync("/office/matrix?course=C13");
        Assert.Equal(["en", "fa"], page.QuerySelectorAll(Form + " button[name=PrintLanguage]").Select(b => b.GetAttribute("value")));
        await visitor.SubmitAsync(page, Form, "/office/matrix?course=C13", ("PrintLanguage", chosen));

        await using var db = await academy.DbAsync();
        Assert.Equal(printed, (await db.Set<PrintJob>().SingleAsync(j => j.OwnerId == manager.Id, TestContext.Current.CancellationToken)).Language);
    }

    [Fact]
    public async Task Who_prints_in_English_is_told_how_many_names_are_not_known_in_Latin_letters()
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک بی‌لاتین");
        await academy.SitAsync(await academy.AddPersonAsync(Audience.Customer, null, partner, name: new PersonName("رها", "امینی")), "C13");
        await academy.SitAsync(await academy.AddPersonAsync(Audience.Customer, null, partner), "C13");
        var manager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner), Language.English);
        const string address = "/office/matrix?course=C13";

        var told = await Visitor.ReadAsync(await manager.SubmitAsync(await manager.OpenAsync(address), Form, address, ("PrintLanguage", "en")));

        Assert.StartsWith("1 certificate of this group has no name", told.QuerySelector(".notice p")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/office/prints/", (await manager.SubmitAsync(told, "form[data-form=print-anyway]", address, ("EvenInPersian", "true"))).Headers.Location!.ToString());
        Assert.Contains("/office/prints/", (await manager.SubmitAsync(await manager.OpenAsync(address), Form, address, ("PrintLanguage", "fa"))).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_group_without_certificates_is_told_so()
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک بی‌گواهی");
        var manager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner));

        var response = await manager.SubmitAsync(await manager.OpenAsync("/office/matrix"), Form, "/office/matrix");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(response)).QuerySelector(".notice"));
    }
}
