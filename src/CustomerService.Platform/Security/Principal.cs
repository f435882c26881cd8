using System.Security.Claims;
using CustomerService.Platform.Localization;

namespace CustomerService.Platform.Security;

/// <summary>Reads the claims of a signed-in principal. The claim names are defined in one place.</summary>
public static class Principal
{
    public const string PersonIdClaim = ClaimTypes.NameIdentifier;

    /// <summary>The claim with the id of the sign-in's session.</summary>
    public const string SessionIdClaim = "session";

    public const string CalendarClaim = "calendar";
    public const string DigitsClaim = "digits";

    /// <summary>The claim with the person's name in a language.</summary>
    public static string NameClaim(Language language) => $"name_{language.Code()}";

    /// <summary>The person's name in the page's language; empty if anonymous.</summary>
    public static string DisplayName(this ClaimsPrincipal principal, Language language) => principal.FindFirst(NameClaim(language))?.Value ?? "";

    /// <summary>The principal's person id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint lacks authorisation.</exception>
    public static Guid PersonId(this ClaimsPrincipal principal) =>
        principal.PersonIdOrNull() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The principal's person id, or null if anonymous.</summary>
    public static Guid? PersonIdOrNull(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst(PersonIdClaim)?.Value, out var id) ? id : null;

    /// <summary>The id of the session that the principal signed in with, or null if anonymous.</summary>
    public static Guid? SessionIdOrNull(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst(SessionIdClaim)?.Value, out var id) ? id : null;
}
