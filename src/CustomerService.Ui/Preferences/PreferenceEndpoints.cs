using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.Ui.Preferences;

/// <summary>Plain forms that store language, theme and the width of the office's drawer, and redirect back to the same page.</summary>
public static class PreferenceEndpoints
{
    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder endpoints)
    {
        // Binding the form makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(UiRoutes.Language, SetLanguage).ExcludeFromDescription().WithMetadata(new ServesIncompleteSignInAttribute());
        endpoints.MapPost(UiRoutes.Theme, SetTheme).ExcludeFromDescription().WithMetadata(new ServesIncompleteSignInAttribute());
        endpoints.MapPost(UiRoutes.Drawer, SetDrawer).ExcludeFromDescription().WithMetadata(new ServesIncompleteSignInAttribute());
        return endpoints;
    }

    /// <summary>A local return URL as a header can hold it, without the <c>lang</c> parameter, which would override the choice; the root for
    /// anything else.</summary>
    public static string ReturnTo(string? address)
    {
        if (!IsLocal(address) || address!.Any(char.IsControl) || !Uri.TryCreate("http://localhost" + address, UriKind.Absolute, out var read))
        {
            return "/";
        }

        // Letters other than ASCII encoded; "/a/..//host" has become "//host", another site.
        address = read.PathAndQuery + read.Fragment;
        if (!IsLocal(address))
        {
            return "/";
        }

        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return address;
        }

        var kept = address[(query + 1)..].Split('&').Where(p => p.Length > 0 && p != LanguagePreference.Query && !p.StartsWith(LanguagePreference.Query + "=", StringComparison.OrdinalIgnoreCase));
        var rest = string.Join('&', kept);
        return rest.Length == 0 ? address[..query] : address[..(query + 1)] + rest;
    }

    private static bool IsLocal(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..];

    private static RedirectHttpResult SetLanguage(HttpContext context, [FromForm] string? language, [FromForm] string? returnUrl)
    {
        if (Languages.TryParse(language, out var chosen))
        {
            LanguagePreference.Remember(context.Response, chosen);
        }

        return TypedResults.LocalRedirect(ReturnTo(returnUrl));
    }

    private static RedirectHttpResult SetTheme(HttpContext context, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        ThemePreference.Remember(context.Response, ThemePreference.Parse(theme));
        return TypedResults.LocalRedirect(ReturnTo(returnUrl));
    }

    private static RedirectHttpResult SetDrawer(HttpContext context, [FromForm] string? drawer, [FromForm] string? returnUrl)
    {
        ShellPreferences.RememberDrawer(context.Response, drawer == ShellPreferences.Narrow);
        return TypedResults.LocalRedirect(ReturnTo(returnUrl));
    }
}
