using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Preferences;

/// <summary>Light or dark; <see cref="Auto"/> follows the device.</summary>
public enum Theme
{
    Auto,
    Light,
    Dark,
}

public static class ThemePreference
{
    public const string Cookie = "theme";

    /// <summary>The theme in a request's cookie.</summary>
    public static Theme Of(HttpRequest? request) => request is null ? Theme.Auto : Parse(PreferenceCookie.Read(request, Cookie));

    /// <summary>Parses <c>light</c> or <c>dark</c>; anything else is <see cref="Theme.Auto"/>.</summary>
    public static Theme Parse(string? code) => code switch
    {
        "light" => Theme.Light,
        "dark" => Theme.Dark,
        _ => Theme.Auto,
    };

    /// <summary>The value in the cookie and in <c>data-theme</c>.</summary>
    public static string Code(this Theme theme) => theme switch
    {
        Theme.Light => "light",
        Theme.Dark => "dark",
        _ => "auto",
    };

    /// <summary>Value of <c>data-theme</c> on the root element; null follows the device.</summary>
    public static string? Attribute(this Theme theme) => theme == Theme.Auto ? null : theme.Code();

    /// <summary>Stores the theme for a year.</summary>
    public static void Remember(HttpResponse response, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(response);
        PreferenceCookie.Write(response, Cookie, theme.Code());
    }
}
