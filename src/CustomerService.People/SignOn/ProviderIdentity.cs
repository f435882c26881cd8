using System.Security.Claims;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.People.SignOn;

/// <summary>What a provider says of who signed in there: the claims of a validated ID token (and of the user info), read by the provider's settings.</summary>
/// <param name="SubjectKey">See <see cref="ProviderKeys"/>.</param>
/// <param name="SessionKey">Likewise, of the provider's session.</param>
/// <param name="AccountName">What the provider calls the account; not used to recognise anybody.</param>
/// <param name="HasLeft">Whether the provider says that the person has left.</param>
/// <param name="HasSecondFactor">Whether this sign-in stands for two factors.</param>
public sealed record ProviderIdentity(
    string Provider, string SubjectKey, string? SessionKey, string AccountName, string? GivenName, string? FamilyName, string? Email, bool IsEmailVerified,
    string? PersonnelNumber, string? Unit, Audience? Audience, Role? Role, Language? Language, bool HasLeft, bool HasSecondFactor)
{
    private const string Issuer = "iss", Subject = "sub", Session = "sid", Tenant = "tid", ObjectId = "oid";

    /// <returns>Null: the claims that name the account are missing.</returns>
    public static ProviderIdentity? Read(SignOnProvider provider, ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(principal);
        var options = provider.Options;
        if (SubjectKeyOf(provider.Kind, type => principal.FindFirst(type)?.Value) is not { } key)
        {
            return null;
        }

        var (given, family) = NameOf(principal, options);
        var email = InputParser.TryEmail(Value(principal, options.EmailClaim), out var address) ? address.ToLowerInvariant() : null;
        var left = SignOnProviderOptions.List(options.LeftValues);
        return new(
            provider.Name, key,
            principal.FindFirst(Session)?.Value is { Length: > 0 } session ? ProviderKeys.OfSession(principal.FindFirst(Issuer)!.Value, session) : null,
            Value(principal, "preferred_username") ?? email ?? Value(principal, "name") ?? principal.FindFirst(Subject)!.Value,
            given, family, email, email is not null && Value(principal, options.EmailVerifiedClaim) is "1" or ['t' or 'T', 'r' or 'R', 'u' or 'U', 'e' or 'E'],
            Value(principal, options.PersonnelNumberClaim), Value(principal, options.UnitClaim),
            Mapped<Audience>(principal, options.AudienceClaim, options.Audiences) ?? SignOnProviderOptions.Read<Audience>(options.Audience),
            Mapped<Role>(principal, options.RoleClaim, options.Roles),
            Languages.TryParse(Value(principal, "locale")?.Split('-', '_')[0], out var language) ? language : null,
            options.LeftClaim is { Length: > 0 } leftClaim && principal.FindAll(leftClaim).Any(c => left.Contains(c.Value.Trim(), StringComparer.OrdinalIgnoreCase)),
            options.CountsAs switch
            {
                ProviderSecondFactor.Always => true,
                ProviderSecondFactor.WhenClaimed => principal.HasClaim("amr", "mfa") || SignOnProviderOptions.Words(options.SecondFactorAcr).Contains(principal.FindFirst("acr")?.Value, StringComparer.Ordinal),
                ProviderSecondFactor.Never => false,
                _ => throw new InvalidOperationException($"{options.CountsAs} is no rule of the second factor."),
            });
    }

    /// <param name="claim">The value of a claim; null: it is missing.</param>
    internal static string? SubjectKeyOf(SignOnKind kind, Func<string, string?> claim)
    {
        var (issuer, subject) = (claim(Issuer), claim(Subject));
        return string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(subject) ? null : kind switch
        {
            SignOnKind.EntraId => claim(Tenant) is { Length: > 0 } tenant && claim(ObjectId) is { Length: > 0 } id ? ProviderKeys.OfEntraObject(tenant, id) : null,
            SignOnKind.OpenIdConnect => ProviderKeys.OfSubject(issuer, subject),
            _ => throw new InvalidOperationException($"{kind} is no kind of provider."),
        };
    }

    /// <summary>Given and family name; of a provider that sends the whole name alone, the last word is the family name.</summary>
    private static (string? Given, string? Family) NameOf(ClaimsPrincipal principal, SignOnProviderOptions options)
    {
        var (given, family) = (Value(principal, options.GivenNameClaim), Value(principal, options.FamilyNameClaim));
        if (given is not null || family is not null || Value(principal, "name") is not { } whole)
        {
            return (given, family);
        }

        var cut = whole.LastIndexOf(' ');
        return cut < 0 ? (whole, null) : (whole[..cut].Trim(), whole[(cut + 1)..]);
    }

    private static string? Value(ClaimsPrincipal principal, string claim) =>
        claim.Length > 0 && TextNormalizer.Canonical(principal.FindFirst(claim)?.Value) is { Length: > 0 } value ? value : null;

    private static T? Mapped<T>(ClaimsPrincipal principal, string claim, Dictionary<string, string> map) where T : struct, Enum =>
        map.Count == 0 || claim.Length == 0 ? null
            : map.Where(m => principal.HasClaim(claim, m.Key)).Select(m => SignOnProviderOptions.Read<T>(m.Value)).FirstOrDefault(v => v is not null);
}
