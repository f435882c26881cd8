using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Ui.Preferences;

/// <summary>The language of a request: <c>?lang=</c> for this page only, else the choice stored in this browser, else the language of the
/// person who signs in here, else the one that the browser asks for first (somebody abroad who scans a certificate), else the academy's.</summary>
public sealed class LanguagePreference : RequestCultureProvider
{
    public const string Cookie = "lang";
    public const string Query = "lang";

    /// <summary>The signed-in person's language, stored apart from the choice, so that the next user of a shared computer gets their own.</summary>
    public const string PersonCookie = "lang-person";

    /// <summary>The language of a request, from query, cookies and <c>Accept-Language</c>.</summary>
    public static Language Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Languages.TryParse(request.Query[Query], out var asked) || Languages.TryParse(PreferenceCookie.Read(request, Cookie), out asked)
            || Languages.TryParse(PreferenceCookie.Read(request, PersonCookie), out asked)
            ? asked
            : Asked(request) ?? request.HttpContext.RequestServices?.GetService<IOptionsMonitor<FormattingOptions>>()?.CurrentValue.Default ?? Language.Persian;
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

    /// <summary>The first of the academy's languages by the browser's order, whatever the country; null where it names none.</summary>
    private static Language? Asked(HttpRequest request)
    {
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1))
        {
            if (Languages.TryParse(wanted.Value.Value?.Split('-')[0], out var language))
            {
                return language;
            }
        }

        return null;
    }
}
