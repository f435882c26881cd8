using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Components.Tests.Controls;

public sealed class PagerTests
{
    [Fact]
    public void Links_the_first_the_last_and_the_neighbours_in_the_readers_digits_and_ASCII_addresses()
    {
        using var reading = new ReadAs(Language.Persian);
        var pager = Render(reading, page: 5, total: 200);

        Assert.Equal(["۱", "۴", "۵", "۶", "۱۰"], pager.FindAll("li a:not([rel])").Select(link => link.TextContent));
        Assert.EndsWith("?page=6", pager.Find("a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("۵", pager.Find("[aria-current=page]").TextContent);
        Assert.Equal("۸۱ تا ۱۰۰ از ۲۰۰", pager.Find("p").TextContent);
    }

    [Fact]
    public void The_first_page_has_no_number_in_its_address()
    {
        using var reading = new ReadAs(Language.English);
        var pager = Render(reading, page: 2, total: 30);

        Assert.Equal("/", pager.Find("a[rel=prev]").GetAttribute("href"));
        Assert.Empty(pager.FindAll("a[rel=next]"));
    }

    [Theory]
    [InlineData(0, 0), InlineData(20, 0), InlineData(21, 2)]
    public void One_page_needs_no_links(int total, int links)
    {
        using var reading = new ReadAs(Language.English);
        Assert.Equal(links, Render(reading, page: 1, total).FindAll("li a:not([rel])").Count);
    }

    private static IRenderedComponent<Pager> Render(ReadAs reading, int page, int total) =>
        reading.Context.Render<Pager>(parameters => parameters
            .Add(pager => pager.Page, page)
            .Add(pager => pager.PageSize, 20)
            .Add(pager => pager.Total, total));
}
