using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.People.SignOn;

/// <summary>Keys by which accounts and sessions of a provider are found again: digests of fixed length over the parts, the issuer first, so that no two
/// providers can mean the same, however a setting is changed later. For OpenID Connect <c>iss</c> and <c>sub</c>; for Entra ID <c>tid</c> and
/// <c>oid</c>, which unlike its <c>sub</c> is the same for all applications of a tenant.</summary>
public static class ProviderKeys
{
    /// <summary>Characters of a key: 256 bits in base64url.</summary>
    public const int Length = 43;

    public static string OfSubject(string issuer, string subject) => Of("sub", issuer, subject);

    public static string OfEntraObject(string tenantId, string objectId) => Of("oid", tenantId.ToLowerInvariant(), objectId.ToLowerInvariant());

    public static string OfSession(string issuer, string sessionId) => Of("sid", issuer, sessionId);

    private static string Of(string kind, string first, string second) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{first.Length}\n{first}\n{second}")));
}
