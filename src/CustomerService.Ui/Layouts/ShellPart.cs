using System.Security.Claims;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Preferences;
using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Layouts;

/// <summary>What every layout knows of the request. Layouts are rendered statically, so there is one. Their frames are the same for
/// all who see the same ways: they are kept, with holes for what is the request's own.</summary>
public abstract class ShellPart : LayoutComponentBase
{
    /// <summary>Hole of a frame: the address of this page, for forms that return to it.</summary>
    protected const int AddressHole = 0;

    /// <summary>Hole of a frame: the person's name.</summary>
    protected const int NameHole = 1;

    /// <summary>Hole of a frame: the letters of the person's avatar.</summary>
    protected const int InitialsHole = 2;

    private string? _path, _returnUrl;

    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    [Inject] private NavigationEntries Known { get; set; } = default!;

    [Inject] private PageHoles PageHoles { get; set; } = default!;

    /// <summary>Who reads; nobody in particular before sign-in.</summary>
    protected ClaimsPrincipal Person => HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());

    protected bool IsSignedIn => Person.Identity?.IsAuthenticated == true;

    protected Theme Theme => ThemePreference.Of(HttpContext?.Request);

    /// <summary>Path of the page, from the root.</summary>
    protected string Path => _path ??= HttpContext?.Request.Path.Value ?? "/";

    /// <summary>Where a preference form returns to: this page, with its query.</summary>
    protected string ReturnUrl => _returnUrl ??= HttpContext switch
    {
        null => "/",
        // A status page stands in for the page that was asked for.
        { Features: var features } when features.Get<IStatusCodeReExecuteFeature>() is { } asked => asked.OriginalPath + asked.OriginalQueryString,
        { Request: var request } => request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
    };

    protected IReadOnlyList<NavigationEntry> EntriesOf(NavigationArea area) => Known.Of(area, Person);

    /// <summary>The first door of an area; null where the person has none there.</summary>
    protected NavigationEntry? DoorTo(NavigationArea area) => EntriesOf(area) is [var first, ..] ? first : null;

    /// <summary>The key of a frame: everything it follows from besides the holes.</summary>
    protected object Frame(string name, NavigationEntry? current) =>
        (name, IsSignedIn, Theme, current?.Href, Known.SignatureFor(Person));

    /// <summary>What fills the holes, by their numbers.</summary>
    protected IReadOnlyList<string> Holes
    {
        get
        {
            var name = Person.DisplayName(Languages.Current);
            return [PageHoles.Value(PageHoles.Address, ReturnUrl), PageHoles.Value(PageHoles.PersonName, name), PageHoles.Value(PageHoles.Initials, Avatar.Initials(name))];
        }
    }
}
