using System.Security.Claims;
using CustomerService.Platform.Localization;

namespace CustomerService.Platform.Security;

/// <summary>What the academy reads from a signed-in principal. Names of the claims are in one place.</summary>
public static class Principal
{
    public const string PersonIdClaim = ClaimTypes.NameIdentifier;
    public const string CalendarClaim = "calendar";
    public const string DigitsClaim = "digits";

    /// <summary>The claim that holds the person's name as a language shows it.</summary>
    public static string NameClaim(Language language) => $"name_{language.Code()}";

    /// <summary>The person's name in the language of the page; empty for a visitor.</summary>
    public static string DisplayName(this ClaimsPrincipal principal, Language language) => principal.FindFirst(NameClaim(language))?.Value ?? "";

    /// <summary>The person behind the principal.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint lacks its authorisation.</exception>
    public static Guid PersonId(this ClaimsPrincipal principal) =>
        principal.PersonIdOrNull() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The person behind the principal, or null for a visitor.</summary>
    public static Guid? PersonIdOrNull(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst(PersonIdClaim)?.Value, out var id) ? id : null;
}
