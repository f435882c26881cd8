using System.Security.Claims;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Layouts;

/// <summary>Request data shared by all layouts. Layouts are rendered statically, so there is a request.</summary>
public abstract class AcademyLayoutBase : LayoutComponentBase
{
    private string? _path, _returnUrl;

    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    [Inject] private NavigationEntries Known { get; set; } = default!;

    /// <summary>The user; anonymous before sign-in.</summary>
    protected ClaimsPrincipal Person => HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());

    /// <summary>The person's name in the page's language; empty before sign-in.</summary>
    protected string PersonName => Person.DisplayName(Languages.Current);

    protected bool IsSignedIn => Person.Identity?.IsAuthenticated == true;

    protected Theme Theme => ThemePreference.Of(HttpContext?.Request);

    /// <summary>Path of the page, from the site root.</summary>
    protected string Path => _path ??= HttpContext?.Request.Path.Value ?? "/";

    /// <summary>Return URL of a preference form: this page, with its query.</summary>
    protected string ReturnUrl => _returnUrl ??= HttpContext switch
    {
        null => "/",
        // A status page replaces the requested page.
        { Features: var features } when features.Get<IStatusCodeReExecuteFeature>() is { } asked => asked.OriginalPath + asked.OriginalQueryString,
        { Request: var request } => request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
    };

    /// <summary>Whether something is to be done before anything else opens.</summary>
    protected bool IsIncomplete => HttpContext?.Features.Get<IncompleteSignIn>() is not null;

    /// <summary>None while the sign-in is not complete: they would lead back to the page that completes it.</summary>
    protected IReadOnlyList<NavigationEntry> EntriesOf(NavigationArea area) => IsIncomplete ? [] : Known.Of(area, Person);

    /// <summary>The first navigation entry of an area; null if the user has none there.</summary>
    protected NavigationEntry? DoorTo(NavigationArea area) => EntriesOf(area) is [var first, ..] ? first : null;
}
