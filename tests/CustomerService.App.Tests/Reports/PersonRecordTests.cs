using System.Net;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Reports;

public sealed class PersonRecordTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_record_shows_completion_certificate_and_what_is_missing()
    {
        var group = await Group.MakeAsync(_academy);
        await _academy.SitAsync(group.Anna, "C01");
        var hr = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        var page = await hr.OpenAsync($"/office/people/{group.Anna.Id}");
        Assert.Contains(group.Word, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("a[href^='/office/certificates/']"));
        Assert.NotEmpty(page.QuerySelectorAll(".card .rules li"));
        Assert.NotNull(page.QuerySelector("#events"));
        Assert.NotNull(page.QuerySelector($"a[href='/office/people/{group.Anna.Id}/edit']"));
    }

    [Fact]
    public async Task A_manager_sees_the_record_without_the_audit_log_and_cannot_edit()
    {
        var group = await Group.MakeAsync(_academy);
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: group.Head));
        var page = await manager.OpenAsync($"/office/people/{group.Anna.Id}");
        Assert.Null(page.QuerySelector("#events"));
        Assert.Null(page.QuerySelector("a[href$='/edit']"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/office/people/{group.Agent.Id}")).StatusCode);
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

        var manager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: group.Head));
        var address = $"/office/people/{group.Anna.Id}";
        var page = await manager.OpenAsync(address);
        var refused = await manager.SubmitAsync(page, "form[data-form=release]", address, ("Input.Reason", ""));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var released = await manager.SubmitAsync(page, "form[data-form=release]", address, ("Input.Reason", "مرور درس ۳ انجام شد"));
        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        Assert.Null((await manager.OpenAsync(address)).QuerySelector("form[data-form=release]"));

        var hr = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        Assert.Contains("مرور درس ۳ انجام شد", (await hr.OpenAsync(address)).QuerySelector("#events")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }
}
