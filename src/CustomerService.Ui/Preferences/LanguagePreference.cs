using CustomerService.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace CustomerService.Ui.Preferences;

/// <summary>The language of a request: <c>?lang=</c> for this page only, else the cookie, else Persian. The browser's wish is not asked.</summary>
public sealed class LanguagePreference : RequestCultureProvider
{
    public const string Cookie = "lang";
    public const string Query = "lang";

    /// <summary>The language that a request asks for.</summary>
    public static Language Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Languages.TryParse(request.Query[Query], out var asked) || Languages.TryParse(request.Cookies[Cookie], out asked)
            ? asked
            : Language.Persian;
    }

    /// <summary>Remembers a language for a year.</summary>
    public static void Remember(HttpResponse response, Language language)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(Cookie, language.Code(), PreferenceCookie.Options(response.HttpContext));
    }

    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new("", Of(httpContext.Request).Code()));
}
