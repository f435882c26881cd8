using System.Security.Cryptography;
using CustomerService.Platform.Network;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace CustomerService.People.Accounts;

/// <summary>Keeps new recovery codes, encrypted, across the redirect after the form, for the user who created them: two minutes, one read.</summary>
public sealed class OneTimeSecretStore(IDataProtectionProvider protection, PublicAddress address)
{
    private const string Cookie = "academy-once";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("People.OneTimeSecretStore").ToTimeLimitedDataProtector();

    public void Keep(HttpContext context, Guid personId, string secret) => context.Response.Cookies.Append(
        address.CookieName(Cookie),
        _protector.Protect($"{context.User.PersonId():N}|{personId:N}|{secret}", Lifetime),
        Options(context));

    /// <returns>The secret that the signed-in user stored for this person; null if there is none, or it was already read.</returns>
    public string? Take(HttpContext context, Guid personId)
    {
        if (context.Request.Cookies[address.CookieName(Cookie)] is not { Length: > 0 } cookie || !HttpMethods.IsGet(context.Request.Method))
        {
            return null;
        }

        context.Response.Cookies.Delete(address.CookieName(Cookie), Options(context));
        try
        {
            var parts = _protector.Unprotect(cookie).Split('|', 3);
            return parts[0] == context.User.PersonId().ToString("N") && parts[1] == personId.ToString("N") ? parts[2] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>For the whole site: a cookie with the prefix <c>__Host-</c> may have no path of its own.</summary>
    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, IsEssential = true, MaxAge = Lifetime, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/" };
}
