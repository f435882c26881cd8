using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace CustomerService.Ui.Preferences;

/// <summary>The language of a request: <c>?lang=</c> for this page only, else the choice stored in this browser, else the language of the
/// signed-in person, else Persian. Accept-Language is ignored.</summary>
public sealed class LanguagePreference : RequestCultureProvider
{
    public const string Cookie = "lang";
    public const string Query = "lang";

    /// <summary>The signed-in person's language, stored apart from the choice, so that the next user of a shared computer gets their own.</summary>
    public const string PersonCookie = "lang-person";

    /// <summary>The language of a request, from query and cookies.</summary>
    public static Language Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Languages.TryParse(request.Query[Query], out var asked) || Languages.TryParse(PreferenceCookie.Read(request, Cookie), out asked)
            || Languages.TryParse(PreferenceCookie.Read(request, PersonCookie), out asked)
            ? asked
            : Language.Persian;
    }

    /// <summary>Stores the chosen language for a year.</summary>
    public static void Remember(HttpResponse response, Language language)
    {
        ArgumentNullException.ThrowIfNull(response);
        PreferenceCookie.Write(response, Cookie, language.Code());
    }

    /// <summary>From now on the signed-in person's language applies, unless one was chosen in this browser.</summary>
    public static void Follow(HttpResponse response, Language language)
    {
        ArgumentNullException.ThrowIfNull(response);
        PreferenceCookie.Write(response, PersonCookie, language.Code());
    }

    /// <summary>Removes the person's language on sign-out.</summary>
    public static void Unfollow(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        PreferenceCookie.Delete(response, PersonCookie);
    }

    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new("", Of(httpContext.Request).Code()));
}
