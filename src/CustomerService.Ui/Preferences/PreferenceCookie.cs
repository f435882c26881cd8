using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Preferences;

internal static class PreferenceCookie
{
    /// <summary>Valid for a year; contains display preferences, no personal data.</summary>
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
