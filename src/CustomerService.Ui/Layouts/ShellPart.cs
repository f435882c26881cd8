using System.Security.Claims;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Layouts;

/// <summary>What every part of the shell knows of the request. Layouts are rendered statically, so there is one.</summary>
public abstract class ShellPart : LayoutComponentBase
{
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    [Inject] private NavigationEntries Known { get; set; } = default!;

    [Inject] private NavigationManager Address { get; set; } = default!;

    /// <summary>Who reads; nobody in particular before sign-in.</summary>
    protected ClaimsPrincipal Person => HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());

    protected bool IsSignedIn => Person.Identity?.IsAuthenticated == true;

    /// <summary>The name to show for the person; empty for a visitor.</summary>
    protected string PersonName => Person.DisplayName(Languages.Current);

    /// <summary>Path of the page, from the root.</summary>
    protected string Path => new Uri(Address.Uri).AbsolutePath;

    /// <summary>Where a preference form returns to: this page, with its query.</summary>
    protected string ReturnUrl => new Uri(Address.Uri).PathAndQuery;

    protected IReadOnlyList<NavigationEntry> EntriesOf(NavigationArea area) => Known.Of(area, Person);
}
