using System.Net;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Reports;

public sealed class PrintGroupTests(SharedAcademy shared)
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
