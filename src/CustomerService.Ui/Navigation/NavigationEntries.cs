using System.Security.Claims;

namespace CustomerService.Ui.Navigation;

/// <summary>All navigation entries registered by the capabilities.</summary>
public sealed class NavigationEntries(IEnumerable<NavigationEntry> entries)
{
    private readonly NavigationEntry[] _entries = [.. entries.OrderBy(e => e.Order)];

    /// <summary>The entries of an area that the user sees, in order.</summary>
    public IReadOnlyList<NavigationEntry> Of(NavigationArea area, ClaimsPrincipal person) =>
        [.. _entries.Where(e => e.Area == area && e.IsFor(person))];

    /// <summary>Which of the given entries a path belongs to: the longest matching URL wins.</summary>
    public static NavigationEntry? Current(IEnumerable<NavigationEntry> entries, string path) =>
        entries.Where(e => e.Leads(path)).MaxBy(e => e.Href.Length);
}
