using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerService.People.Accounts;

/// <summary>Opens each sign-in cookie once and remembers what was in it for a while: people come back every few seconds with the same
/// one. Expiry and the security stamp are looked at in every request as before; the memory only saves the decryption.</summary>
internal sealed class RecentTickets(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>, IDisposable
{
    private const int Most = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Most });

    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null)
        {
            return null;
        }

        if (!known.TryGetValue((protectedText, purpose), out AuthenticationTicket? ticket))
        {
            ticket = format.Unprotect(protectedText, purpose);
            if (ticket is null)
            {
                return null;
            }

            known.Set((protectedText, purpose), ticket, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }

        // The properties are written to when the cookie is renewed; the principal is only read.
        return new AuthenticationTicket(ticket!.Principal, ticket.Properties.Clone(), ticket.AuthenticationScheme);
    }

    public void Dispose() => known.Dispose();
}
