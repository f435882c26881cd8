using System.Security.Cryptography;
using System.Text;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Accounts;

/// <summary>
/// Makes guessing hopeless without shutting out who does not guess. Beside the lockout of the account: an address is closed by what it
/// got wrong, never by what it got right; a name nobody has closes like one that somebody has; and a browser in which the right password
/// of an account was once typed is not shut out by the wrong ones of others (OWASP: device cookies).
/// </summary>
public sealed class SignInGuard
{
    private const string Cookie = "academy-browser";

    /// <summary>Accounts that one browser is known for: a family's, or those of a shared computer.</summary>
    private const int MaxAccounts = 8;

    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(365);

    /// <summary>An account counts wrong passwords until a right one; unknown names are forgotten after a day.</summary>
    private static readonly TimeSpan UnknownNamesLife = TimeSpan.FromDays(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly FailureLimits _limits;
    private readonly FailureWindow _unknownNames;
    private readonly FailureWindow _knownBrowsers;
    private readonly IDataProtector _protector;
    private readonly ILookupNormalizer _names;
    private readonly IHttpContextAccessor _requests;
    private readonly PublicAddress _address;
    private readonly TimeProvider _clock;

    public SignInGuard(
        FailureLimits limits, IOptions<PeopleOptions> options, IDataProtectionProvider protection, ILookupNormalizer names, IHttpContextAccessor requests, PublicAddress address, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (attempts, closed) = (options.Value.LockoutAttempts, TimeSpan.FromMinutes(options.Value.LockoutMinutes));
        (_limits, _names, _requests, _address, _clock) = (limits, names, requests, address, clock);
        _unknownNames = new(clock, attempts, UnknownNamesLife, closed);
        _knownBrowsers = new(clock, attempts, closed);
        _protector = protection.CreateProtector("CustomerService.People.KnownBrowser");
    }

    /// <summary>When the address of this request may try again.</summary>
    /// <param name="accountId">The account it wants; null: nobody's.</param>
    /// <returns>Null: now.</returns>
    public DateTime? ClosedUntilUtc(Guid? accountId) =>
        accountId is { } id && Knows(id) ? null : _limits.SignIns.ClosedUntilUtc(ClientAddress.Of(_requests.HttpContext));

    /// <summary>Counts a failed sign-in of this address.</summary>
    public void CountFailure() => _limits.SignIns.Count(ClientAddress.Of(_requests.HttpContext));

    /// <returns>Until when a name that nobody has is "locked"; null: it is not.</returns>
    public DateTime? UnknownNameClosedUntilUtc(string name) => _unknownNames.ClosedUntilUtc(KeyOf(name));

    /// <summary>Counts a password for a name that nobody has.</summary>
    /// <returns>Until when it is "locked" now; null: it is not yet.</returns>
    public DateTime? CountUnknownName(string name) => _unknownNames.Count(KeyOf(name));

    /// <summary>Whether this browser may try the account although others have locked it.</summary>
    public bool MayTryLocked(Guid accountId) => Knows(accountId) && _knownBrowsers.ClosedUntilUtc(KeyOf(accountId)) is null;

    /// <summary>Counts a wrong password that a known browser typed for a locked account.</summary>
    public void CountKnownBrowser(Guid accountId) => _knownBrowsers.Count(KeyOf(accountId));

    /// <summary>The right password of this account was typed in this browser.</summary>
    public void Remember(Guid accountId)
    {
        if (_requests.HttpContext is not { Response.HasStarted: false } context)
        {
            return;
        }

        var browser = Browser(context.Request);
        var known = browser.Accounts.Where(id => id != accountId).Prepend(accountId).Take(MaxAccounts).Prepend(browser.Id);
        context.Response.Cookies.Append(_address.CookieName(Cookie), _protector.Protect(string.Join(',', known.Select(id => id.ToString("N")))), new()
        {
            Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = CookieLife,
        });
    }

    private bool Knows(Guid accountId) => _requests.HttpContext is { } context && Browser(context.Request).Accounts.Contains(accountId);

    /// <summary>What the sealed cookie says; a browser without one gets a new id.</summary>
    private KnownBrowser Browser(HttpRequest? request)
    {
        if (request?.Cookies[_address.CookieName(Cookie)] is { Length: > 0 } sealedIds)
        {
            try
            {
                var ids = _protector.Unprotect(sealedIds).Split(',').Select(id => Guid.ParseExact(id, "N")).ToList();
                return new(ids[0], ids[1..]);
            }
            catch (CryptographicException)
            {
                // Made with other keys, or by hand.
            }
        }

        return new(Guid.NewGuid(), []);
    }

    /// <summary>However it is spelled, and without keeping names that nobody has.</summary>
    private string KeyOf(string name) => Hash(InputParser.TryMobile(name, out var mobile) ? mobile : _names.NormalizeName(name) ?? "");

    /// <summary>By what the cookie holds, not by its text: one cookie can be written in many ways.</summary>
    private string KeyOf(Guid accountId) => Hash($"{accountId:N} {Browser(_requests.HttpContext?.Request).Id:N}");

    private string Hash(string text) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <param name="Id">Random, once for each browser.</param>
    /// <param name="Accounts">Whose right password was typed in it.</param>
    private sealed record KnownBrowser(Guid Id, IReadOnlyList<Guid> Accounts);
}
