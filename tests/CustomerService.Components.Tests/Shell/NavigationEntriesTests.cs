using System.Security.Claims;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Navigation;

namespace CustomerService.Components.Tests.Shell;

public sealed class NavigationEntriesTests
{
    private static readonly ClaimsPrincipal Visitor = new(new ClaimsIdentity());
    private static readonly ClaimsPrincipal Officer = new(new ClaimsIdentity([new(ClaimTypes.Role, "HumanResources")], "test"));

    [Fact]
    public void A_person_sees_the_entries_meant_for_them_in_order()
    {
        var entries = new NavigationEntries([
            Entry("/office/people", 20, who => who.IsInRole("HumanResources")),
            Entry("/office", 10, _ => true),
            Entry("/learning", 5, _ => true, NavigationArea.Learner)]);

        Assert.Equal(["/office", "/office/people"], entries.Of(NavigationArea.Office, Officer).Select(e => e.Href));
        Assert.Equal(["/office"], entries.Of(NavigationArea.Office, Visitor).Select(e => e.Href));
    }

    [Theory]
    [InlineData("/office", "/office")]
    [InlineData("/office/people", "/office/people")]
    [InlineData("/office/people/7f", "/office/people")]
    [InlineData("/Office/People", "/office/people")]
    [InlineData("/office/reports", "/office")]
    [InlineData("/officer", null)]
    public void The_longest_address_is_the_current_one(string path, string? current)
    {
        NavigationEntry[] entries = [Entry("/office"), Entry("/office/people")];

        Assert.Equal(current, NavigationEntries.Current(entries, path)?.Href);
    }

    [Fact]
    public void An_exact_entry_and_the_root_are_current_on_their_own_page_only()
    {
        NavigationEntry[] entries = [Entry("/"), Entry("/office") with { Exact = true }];

        Assert.Equal("/", NavigationEntries.Current(entries, "/")?.Href);
        Assert.Null(NavigationEntries.Current(entries, "/learning"));
        Assert.Null(NavigationEntries.Current(entries, "/office/people"));
    }

    private static NavigationEntry Entry(string href, int order = 0, Func<ClaimsPrincipal, bool>? isFor = null, NavigationArea area = NavigationArea.Office) =>
        new(area, href, () => href, IconName.Home, order, isFor ?? (_ => true));
}
