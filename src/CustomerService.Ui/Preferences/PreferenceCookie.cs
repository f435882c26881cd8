using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Preferences;

internal static class PreferenceCookie
{
    /// <summary>A year; the cookie tells how to show pages, nothing about the person.</summary>
    public static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/",
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
