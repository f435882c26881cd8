using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.App.Tests.Catalogue;

public sealed class StandardsPageTests(SharedAcademy shared)
{
    [Theory]
    [InlineData(Audience.Frontline, null, new[] { "phone-answered" }, new[] { "idea-answered", "fair-hearing" })]
    [InlineData(Audience.Leader, null, new[] { "idea-answered" }, new[] { "phone-answered", "fair-hearing" })]
    [InlineData(Audience.Leader, Role.HumanResources, new[] { "idea-answered", "phone-answered", "fair-hearing" }, new string[0])]
    [InlineData(Audience.Customer, null, new string[0], new[] { "idea-answered", "phone-answered", "fair-hearing" })]
    public async Task A_person_sees_the_standards_of_the_own_audience_and_HR_all(Audience audience, Role? role, string[] seen, string[] unseen)
    {
        var visitor = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(audience, role));
        var page = await visitor.OpenAsync("/standards");
        Assert.All(seen, id => Assert.NotNull(page.GetElementById(id)));
        Assert.All(unseen, id => Assert.Null(page.GetElementById(id)));
    }

    [Fact]
    public async Task Standards_stand_by_stage_and_are_filtered_by_ICARE_step()
    {
        var visitor = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Frontline, language: Language.English), Language.English);
        var page = await visitor.OpenAsync("/standards");
        Assert.Equal(["Before the sale", "During the sale", "After the sale", "Among colleagues"], page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.Equal("All", page.QuerySelector(".tabs [aria-current]")!.TextContent);

        var filtered = await visitor.OpenAsync(page.QuerySelectorAll(".tabs a").Single(a => a.TextContent == "Empowerment").GetAttribute("href")!);
        Assert.Equal("Empowerment", filtered.QuerySelector(".tabs [aria-current]")!.TextContent);
        Assert.All(filtered.QuerySelectorAll("article .badge"), b => Assert.Equal("Empowerment", b.TextContent));
        var standard = filtered.GetElementById("first-contact-resolution")!.TextContent;
        Assert.All(["At least 75 per cent", "per cent of requests", "Quantitative", "Front line"], part => Assert.Contains(part, standard, StringComparison.Ordinal));
    }
}
