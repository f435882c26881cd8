using System.Security.Claims;

namespace CustomerService.Ui.Navigation;

/// <summary>Everything the capabilities told the shell.</summary>
public sealed class NavigationEntries(IEnumerable<NavigationEntry> entries)
{
    private readonly NavigationEntry[] _entries = [.. entries.OrderBy(e => e.Order)];

    /// <summary>The entries of an area that a person sees, in order.</summary>
    public IReadOnlyList<NavigationEntry> Of(NavigationArea area, ClaimsPrincipal person) =>
        [.. _entries.Where(e => e.Area == area && e.IsFor(person))];

    /// <summary>Of the entries given, the one that a path belongs to: the longest address wins.</summary>
    public static NavigationEntry? Current(IEnumerable<NavigationEntry> entries, string path) =>
        entries.Where(e => e.Leads(path)).MaxBy(e => e.Href.Length);
}
