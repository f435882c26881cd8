using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CustomerService.People.SecondFactor;

/// <summary>Encrypts the keys of authenticator apps, in the database and in the form that sets one up.</summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    private static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _stored = protection.CreateProtector("People.Authenticator");
    private readonly ITimeLimitedDataProtector _offered = protection.CreateProtector("People.Authenticator.Offer").ToTimeLimitedDataProtector();

    /// <summary>A new key for a person, which nobody uses until a code of it is confirmed.</summary>
    /// <returns>What the form sends back.</returns>
    public string Offer(Guid personId) => _offered.Protect(Convert.ToHexString(personId.ToByteArray()) + Convert.ToHexString(RandomNumberGenerator.GetBytes(TimeCode.KeyBytes)), OfferLifetime);

    /// <returns>Null if the offer is not the person's, or older than half an hour.</returns>
    public byte[]? Accept(Guid personId, string? offer)
    {
        try
        {
            return _offered.Unprotect(offer ?? "") is var text && text.StartsWith(Convert.ToHexString(personId.ToByteArray()), StringComparison.Ordinal) ? Convert.FromHexString(text[32..]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string Protect(byte[] key) => _stored.Protect(Convert.ToHexString(key));

    /// <returns>Null if the academy's keys do not open it: the person needs a recovery code or a reset.</returns>
    public byte[]? Unprotect(string stored)
    {
        try
        {
            return Convert.FromHexString(_stored.Unprotect(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
