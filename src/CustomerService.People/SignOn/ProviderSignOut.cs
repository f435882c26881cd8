using System.Security.Cryptography;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.SignOn;

/// <summary>The way from our sign-out to the provider's. The form that signs out must not be answered by a redirect to another site, which the content
/// policy forbids for forms; so it leads to a page of ours, which leads on with a sealed ticket for some minutes.</summary>
public sealed class ProviderSignOut(IDbContextFactory<AppDbContext> contexts, SignOnProviders providers, IDataProtectionProvider protection, IOptions<SignInOptions> options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _tickets = protection.CreateProtector("People.SignOn.SignOut").ToTimeLimitedDataProtector();
    private readonly IDataProtector _tokens = protection.CreateProtector("People.SignOn.IdToken");

    /// <summary>Whether the sign-in page leads straight to a provider.</summary>
    public SignOnProvider? OnlyWay => !options.Value.LocalAccounts && providers.All is [var one] ? one : null;

    public string ProtectToken(string token) => _tokens.Protect(token);

    /// <summary>Where signing out of a session leads.</summary>
    public async Task<string> AddressAfterAsync(Guid? sessionId, CancellationToken cancellationToken = default)
    {
        if (providers.All.Count == 0)
        {
            return PeopleRoutes.SignIn;
        }

        if (sessionId is { } id)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var provider = await db.Set<ProviderSession>().Where(s => s.SessionId == id).Select(s => s.Provider).SingleOrDefaultAsync(cancellationToken);
            if (providers.Find(provider) is { Options.SignOutThere: true })
            {
                return Rules.QueryValues.Href(PeopleRoutes.SignedOut, [("ticket", _tickets.Protect(id.ToString("D"), Lifetime))]);
            }
        }

        return OnlyWay is null ? PeopleRoutes.SignIn : PeopleRoutes.SignedOut;
    }

    /// <param name="ticket">Of <see cref="AddressAfterAsync"/>.</param>
    /// <returns>The provider, and the ID token of the session that has ended; null: the ticket is not of these minutes, or the provider is gone.</returns>
    public async Task<(SignOnProvider Provider, string? IdToken)?> FindAsync(string? ticket, CancellationToken cancellationToken = default)
    {
        if (Open(_tickets.Unprotect, ticket) is not { } text || !Guid.TryParse(text, out var id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<ProviderSession>().AsNoTracking().SingleOrDefaultAsync(s => s.SessionId == id, cancellationToken) is { } session && providers.Find(session.Provider) is { } provider
            ? (provider, Open(_tokens.Unprotect, session.ProtectedIdToken))
            : null;
    }

    private static string? Open(Func<string, string> unprotect, string? sealedText)
    {
        try
        {
            return string.IsNullOrEmpty(sealedText) ? null : unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
