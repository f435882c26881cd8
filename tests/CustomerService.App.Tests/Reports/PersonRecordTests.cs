using CustomerService.App.Tests.Rendering;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Reports;

public sealed class PersonRecordTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_record_shows_completion_certificate_and_what_is_missing_and_the_acts_at_hand()
    {
        var group = await Group.MakeAsync(_academy);
        await _academy.SitAsync(group.Anna, "C01");
        await using var page = Open(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources), group.Anna);
        Assert.Contains(group.Word, page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Single(page.All("a[href^='/office/certificates/']"));
        var certificate = await _academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == group.Anna.Id).Select(c => c.Id).SingleAsync());
        Assert.Equal("false", page.Find($"a[href='/certificates/{certificate}/pdf'][download]").GetAttribute("data-enhance-nav"));
        Assert.NotEmpty(page.All(".card .rules li"));
        Assert.NotNull(page.Query("#events"));
        Assert.NotNull(page.Query($"a[href='/office/people/{group.Anna.Id}/edit']"));

        var asked = await page.PressAndConfirmAsync("[data-act=reset]");
        Assert.Contains(group.Word, asked, StringComparison.Ordinal);
        var (userName, password) = await page.TakeHandoverAsync();
        Assert.Equal(group.Anna.UserName, userName);
        await _academy.Visit().SignInAsync(userName, password);
    }

    [Fact]
    public async Task A_manager_sees_the_record_without_the_audit_log_and_cannot_edit()
    {
        var group = await Group.MakeAsync(_academy);
        var manager = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: group.Head);
        await using var page = Open(manager, group.Anna);
        Assert.Null(page.Query("#events"));
        Assert.Null(page.Query("a[href$='/edit'], [data-act=reset]"));
        await using var foreign = Open(manager, group.Agent);
        Assert.True(foreign.IsNotFound);
    }

    /// <summary>What is answered before there is a circuit is the frame: no name, no date, nothing of the person.</summary>
    [Fact]
    public async Task Nothing_of_the_person_is_in_the_answer_before_the_circuit()
    {
        var group = await Group.MakeAsync(_academy);
        var hr = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        var page = await hr.OpenAsync($"/office/people/{group.Anna.Id}");
        Assert.NotNull(page.QuerySelector("main .skeleton"));
        Assert.NotEmpty(page.QuerySelector("main h1")!.TextContent);
        Assert.DoesNotContain(group.Word, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(group.Anna.UserName, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_releases_an_attempt_with_a_reason_and_it_is_audited()
    {
        // Its own academy: the clock moves.
        await using var academy = new Academy();
        var group = await Group.MakeAsync(academy);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await academy.SitAsync(group.Anna, "C01", right: false);
            academy.Clock.Advance(TimeSpan.FromHours(25));
        }

        await using (var page = OfficeCircuit.Open<PersonPage>(academy, await academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: group.Head), group.Anna.Id, Language.English))
        {
            await page.PressAndConfirmAsync("[data-release=C01]", reason: " ");
            Assert.NotNull(page.Query(".mud-dialog .field-error"));
            await page.TypeReasonAsync("مرور درس ۳ انجام شد");
            await page.AcceptAsync();
            page.Wait(() => page.Query("[data-release=C01]") is null);
            Assert.Equal("One more attempt has been released.", page.Said);
        }

        await using var seen = OfficeCircuit.Open<PersonPage>(academy, await academy.AddPersonAsync(Audience.Manager, Role.HumanResources), group.Anna.Id);
        Assert.Contains("مرور درس ۳ انجام شد", seen.Find("#events").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    private OfficeCircuit Open(TestPerson reader, TestPerson person) => OfficeCircuit.Open<PersonPage>(_academy, reader, person.Id);
}
