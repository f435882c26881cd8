using CustomerService.People.Rules;
using CustomerService.Reports.Rules;

namespace CustomerService.Rules.Tests.Reports;

public sealed class MatrixFilterTests
{
    private const string Unit = "0199f0b0-0000-7000-8000-00000000abcd";

    private static MatrixFilter Read(string query)
    {
        var values = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        return MatrixFilter.Read(values.GetValueOrDefault);
    }

    [Fact]
    public void An_empty_address_shows_all() => Assert.True(Read("").IsAll);

    [Fact]
    public void What_cannot_be_read_filters_nothing() =>
        Assert.True(Read("unit=x&organisation=1&audience=nobody&course=%3Cscript%3E&state=lost&q=%20%20").IsAll);

    [Fact]
    public void Every_part_is_read()
    {
        var filter = Read($"q=%20علی%20&unit={Unit}&organisation={Unit}&audience=frontline&course=C03&state=in-progress");
        Assert.Equal(new MatrixFilter("علی", new Guid(Unit), new Guid(Unit), Audience.Frontline, "C03", CellState.InProgress), filter);
    }

    [Fact]
    public void The_address_of_a_filter_reads_back_as_the_same_filter()
    {
        foreach (var state in Enum.GetValues<CellState>())
        {
            var filter = new MatrixFilter("a&b=ج", new Guid(Unit), null, Audience.Customer, "C14", state, AccountStatusFilter.All);
            var address = filter.Href("/office/matrix");
            Assert.Equal(filter, Read(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]));
        }
    }

    [Fact]
    public void A_filter_of_nothing_leaves_the_address_bare() => Assert.Equal("/office/matrix", MatrixFilter.All.Href("/office/matrix", ("after", null)));

    [Fact]
    public void A_long_search_is_cut() => Assert.Equal(100, Read("q=" + new string('x', 500)).Search!.Length);
}
