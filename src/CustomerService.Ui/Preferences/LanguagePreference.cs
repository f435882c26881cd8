using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace CustomerService.Ui.Preferences;

/// <summary>The language of a request: <c>?lang=</c> for this page only, else what was chosen in this browser, else the language of the person who
/// signed in, else Persian. The browser's wish is not asked.</summary>
public sealed class LanguagePreference : RequestCultureProvider
{
    public const string Cookie = "lang";
    public const string Query = "lang";

    /// <summary>Holds the language of the person who signed in, apart from the choice, so that the next one at a shared computer gets their own.</summary>
    public const string PersonCookie = "lang-person";

    /// <summary>The language that a request asks for.</summary>
    public static Language Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Languages.TryParse(request.Query[Query], out var asked) || Languages.TryParse(request.Cookies[Cookie], out asked)
            || Languages.TryParse(request.Cookies[PersonCookie], out asked)
            ? asked
            : Language.Persian;
    }

    /// <summary>Remembers the choice of a language for a year.</summary>
    public static void Remember(HttpResponse response, Language language)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(Cookie, language.Code(), PreferenceCookie.Options(response.HttpContext));
    }

    /// <summary>From here on the language of the person who signed in holds, where none was chosen in this browser.</summary>
    public static void Follow(HttpResponse response, Language language)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(PersonCookie, language.Code(), PreferenceCookie.Options(response.HttpContext));
    }

    /// <summary>Forgets the language of the person who signs out.</summary>
    public static void Unfollow(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(PersonCookie, PreferenceCookie.Options(response.HttpContext));
    }

    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new("", Of(httpContext.Request).Code()));
}
