using System.Net;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Catalogue;

public sealed class GlossaryPageTests(SharedAcademy shared)
{
    [Theory]
    [InlineData(Language.Persian, "واژه‌نامه", "fa", "خدمت‌گرایی")]
    [InlineData(Language.English, "Glossary", "en", "service orientation")]
    public async Task A_term_that_a_lesson_links_to_is_found_by_its_id(Language language, string title, string code, string term)
    {
        var page = await shared.Academy.Visit(language).OpenAsync("/glossary");
        Assert.Equal(title, page.QuerySelector("h1")?.TextContent);
        Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
        var entry = page.GetElementById("service-orientation")!;
        Assert.Contains(term, entry.QuerySelector("dt")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("", entry.QuerySelector("dd")!.TextContent);
    }

    [Fact]
    public async Task Letters_lead_through_the_terms_and_a_question_narrows_them()
    {
        var reader = shared.Academy.Visit();
        var all = await reader.OpenAsync("/glossary");
        Assert.All(all.QuerySelectorAll(".letters a"), a => Assert.Matches("^letter-[0-9a-f]{4}$", all.GetElementById(a.GetAttribute("href")!.Split('#')[1])?.Id));

        var found = await Visitor.ReadAsync(await reader.GetAsync("/glossary?q=" + Uri.EscapeDataString("خدمت گرايي")));

        Assert.Equal("خدمت گرايي", found.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.NotNull(found.GetElementById("service-orientation"));
        Assert.InRange(found.QuerySelectorAll(".glossary-term").Length, 1, all.QuerySelectorAll(".glossary-term").Length / 2);
        Assert.NotNull((await reader.OpenAsync("/glossary?q=zzzz")).QuerySelector(".empty a[href='/glossary']"));
    }

    [Fact]
    public async Task An_academy_without_a_glossary_has_no_such_page()
    {
        var empty = Directory.CreateTempSubdirectory("content-").FullName;
        Directory.CreateDirectory(Path.Combine(empty, "courses"));
        await using var academy = await new Academy().With("Catalogue:ContentPath", empty).SetUpAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await academy.Visit().GetAsync("/glossary")).StatusCode);
    }
}
