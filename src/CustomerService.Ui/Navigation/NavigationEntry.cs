using System.Security.Claims;
using CustomerService.Ui.Controls;

namespace CustomerService.Ui.Navigation;

/// <summary>Where an entry stands.</summary>
public enum NavigationArea
{
    /// <summary>The learner's top bar and, on phones, the bar at the bottom: at most five per person.</summary>
    Learner,

    /// <summary>The side of the office: HR, managers, administrators.</summary>
    Office,

    /// <summary>The menu behind the person's own name.</summary>
    Account,
}

/// <summary>A way into a capability, told to the shell at start; the shell knows no capability by name.</summary>
/// <param name="Area">Where it stands.</param>
/// <param name="Href">Local address, from the root: <c>/learning</c>.</param>
/// <param name="Label">Its words in the reader's language: <c>() => LearningText.MyLearning</c>.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Order">Small stands first; leave gaps of ten.</param>
/// <param name="IsFor">Who sees it. Hiding an entry protects nothing: the page has its own authorisation.</param>
public sealed record NavigationEntry(
    NavigationArea Area,
    string Href,
    Func<string> Label,
    IconName Icon,
    int Order,
    Func<ClaimsPrincipal, bool> IsFor)
{
    /// <summary>The heading over a run of office entries; entries of one group stand together.</summary>
    public Func<string>? Group { get; init; }

    /// <summary>True where the entry is current on its own address only, not below it.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether this is the way to a path, or to something below it.</summary>
    public bool Leads(string path) =>
        path.Equals(Href, StringComparison.OrdinalIgnoreCase)
        || (!Exact && Href != "/" && path.StartsWith(Href, StringComparison.OrdinalIgnoreCase) && path[Href.Length] == '/');
}
