using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Preferences;

/// <summary>How a reader wants the frame of the pages. Also given to circuits, which have no request to read it from.</summary>
/// <param name="IsDrawerNarrow">Whether the office's drawer shows icons alone.</param>
public sealed record ShellPreferences(Theme Theme, bool IsDrawerNarrow)
{
    public const string DrawerCookie = "drawer";
    public const string Narrow = "narrow";

    public static ShellPreferences Of(HttpRequest? request) =>
        new(ThemePreference.Of(request), request is not null && PreferenceCookie.Read(request, DrawerCookie) == Narrow);

    /// <summary>Value of <c>data-drawer</c> on the root element; null for the wide drawer.</summary>
    public string? DrawerAttribute => IsDrawerNarrow ? Narrow : null;

    /// <summary>Stores the drawer's width for a year.</summary>
    internal static void RememberDrawer(HttpResponse response, bool isNarrow) => PreferenceCookie.Write(response, DrawerCookie, isNarrow ? Narrow : "wide");
}
