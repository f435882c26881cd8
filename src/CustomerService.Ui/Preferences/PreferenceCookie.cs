using CustomerService.Platform.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Ui.Preferences;

/// <summary>Cookies of display preferences: valid for a year, no personal data.</summary>
internal static class PreferenceCookie
{
    public static string? Read(HttpRequest request, string name) => request.Cookies[NameOf(request.HttpContext, name)];

    public static void Write(HttpResponse response, string name, string value) =>
        response.Cookies.Append(NameOf(response.HttpContext, name), value, Options(response.HttpContext));

    public static void Delete(HttpResponse response, string name) => response.Cookies.Delete(NameOf(response.HttpContext, name), Options(response.HttpContext));

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/",
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    private static string NameOf(HttpContext context, string name) => context.RequestServices?.GetService<PublicAddress>()?.CookieName(name) ?? name;
}
