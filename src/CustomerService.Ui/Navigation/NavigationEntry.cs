using System.Security.Claims;
using CustomerService.Ui.Controls;

namespace CustomerService.Ui.Navigation;

/// <summary>Where an entry is shown.</summary>
public enum NavigationArea
{
    /// <summary>The learner's top bar and, on phones, the bar at the bottom: at most five per person.</summary>
    Learner,

    /// <summary>The office sidebar: HR, managers, administrators.</summary>
    Office,

    /// <summary>The account menu.</summary>
    Account,
}

/// <summary>A link to a capability, registered at start; the shell references no capability.</summary>
/// <param name="Area">Where it is shown.</param>
/// <param name="Href">Local URL, from the site root: <c>/learning</c>.</param>
/// <param name="Label">Its text in the user's language: <c>() => LearningText.MyLearning</c>.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Order">Ascending; leave gaps of ten.</param>
/// <param name="IsFor">Who sees it. Hiding an entry is no protection: the page has its own authorisation.</param>
public sealed record NavigationEntry(
    NavigationArea Area,
    string Href,
    Func<string> Label,
    IconName Icon,
    int Order,
    Func<ClaimsPrincipal, bool> IsFor)
{
    /// <summary>The heading of a group of office entries; entries of one group are shown together.</summary>
    public Func<string>? Group { get; init; }

    /// <summary>True if the entry is current on its own URL only, not below it.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether the path is this entry's URL or below it.</summary>
    public bool Leads(string path) =>
        path.Equals(Href, StringComparison.OrdinalIgnoreCase)
        || (!Exact && Href != "/" && path.StartsWith(Href, StringComparison.OrdinalIgnoreCase) && path[Href.Length] == '/');
}
