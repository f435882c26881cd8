using CustomerService.Platform.Localization;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Reports;

public sealed class OverviewTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_manager_gets_the_counts_of_the_unit_alone()
    {
        var group = await Group.MakeAsync(_academy);
        await _academy.SitAsync(group.Anna, "C01");
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: group.Branch), Language.English);
        var page = await manager.OpenAsync("/office");
        var figures = page.QuerySelectorAll(".figures dd").Select(d => d.TextContent).ToList();
        Assert.Equal("2", figures[0]);
        Assert.Equal("1", figures[4]);
        var row = Assert.Single(page.QuerySelectorAll("table tbody tr"));
        Assert.NotNull(row.QuerySelector(".depth-0"));
        var words = page.QuerySelectorAll(".figures dt").Select(d => d.TextContent).ToList();
        Assert.Matches("^Completions in [A-Z][a-z]+ 1[0-9]{3} \\(from [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}\\)$", words[4]);
        Assert.EndsWith("hours", figures[5], StringComparison.Ordinal);
        Assert.Contains(group.Branch.Name.En, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of ", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_gets_the_counts_of_what_they_lead_without_a_way_to_names()
    {
        var group = await Group.MakeAsync(_academy);
        await _academy.SitAsync(group.Anna, "C01");
        var leader = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Leader, Role.Leader), Language.English);
        var page = await leader.OpenAsync("/office");
        Assert.Contains("1 of ", Assert.Single(page.QuerySelectorAll("table tbody tr"), r => r.TextContent.Contains(group.Branch.Name.En, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("nav a[href='/office']"));
        Assert.Empty(page.QuerySelectorAll("a[href^='/office/']"));
    }
}
