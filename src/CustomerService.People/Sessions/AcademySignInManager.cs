using System.Security.Claims;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Sessions;

/// <summary>Identity's sign-in with a <see cref="UserSession"/> for each sign-in. Every way in (password, second factor, passkey, external provider) ends in
/// <see cref="SignInWithClaimsAsync(Account, AuthenticationProperties?, IEnumerable{Claim})"/>, so that no cookie is written without a session, and none
/// for a session that has ended.</summary>
public sealed class AcademySignInManager(
    UserManager<Account> accounts, IHttpContextAccessor requests, IUserClaimsPrincipalFactory<Account> principals, IOptions<IdentityOptions> identity,
    ILogger<SignInManager<Account>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation,
    UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts, SessionRegistry registry, IOptions<PeopleOptions> people, TimeProvider clock)
    : SignInManager<Account>(accounts, requests, principals, identity, logger, schemes, confirmation)
{
    /// <summary>The method claim by which Identity says that a second factor was given.</summary>
    private const string SecondFactorMethod = "mfa";

    /// <summary>Whether the password alone does not sign the person in; a right password then does not set the count of wrong ones back.</summary>
    public override async Task<bool> IsTwoFactorEnabledAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        // Asked in circuits too, which have no request.
        await using var db = await contexts.CreateDbContextAsync();
        return await db.HasSecondFactorAsync(user.Id);
    }

    /// <summary>Starts a session and writes its cookie. Nobody is signed in if the person is not active, or if the account's password or
    /// roles changed since it was read.</summary>
    public override Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims) =>
        StartAsync(user, authenticationProperties ?? new(), additionalClaims, entry: null);

    /// <summary>The same for somebody whom a provider sent; the session then ends with the provider's.</summary>
    /// <param name="method">A value of <see cref="AcademyClaims.Method"/>.</param>
    internal Task SignInByProviderAsync(Account user, ProviderEntry entry, string method) =>
        StartAsync(user, new(), [new Claim(AcademyClaims.Method, method)], entry);

    /// <summary>After the second step: by the provider where the first step was taken there, else by password.</summary>
    internal Task SignInAsync(SecondStepTicket.Holder holder) => StartAsync(
        holder.Account, new AuthenticationProperties { IsPersistent = holder.Remember }, [new Claim(AcademyClaims.Method, AcademyClaims.TwoFactors)], holder.Entry);

    private async Task StartAsync(Account user, AuthenticationProperties properties, IEnumerable<Claim> additionalClaims, ProviderEntry? entry)
    {
        ArgumentNullException.ThrowIfNull(user);
        var claims = additionalClaims.ToList();
        var replaced = Context.User.SessionIdOrNull();
        var session = await unitOfWork.RunAsync(async db =>
        {
            // Whoever ends the account's sessions writes its row: either that is seen here, or this session is seen there.
            await db.LockAsync<Account>(user.Id, Context.RequestAborted);
            if (!await db.Set<Account>().AnyAsync(
                a => a.Id == user.Id && a.SecurityStamp == user.SecurityStamp && db.Set<Person>().Any(p => p.Id == a.Id && p.IsActive), Context.RequestAborted))
            {
                return null;
            }

            if (replaced is not null && await db.Set<UserSession>().AsTracking().SingleOrDefaultAsync(s => s.Id == replaced, Context.RequestAborted) is { } old)
            {
                db.End(old, user.Id, SessionEnd.SignedInAgain, clock);
            }

            // The same person signs in anew in a browser that a provider signed in: it still ends with the provider's session.
            var provider = entry ?? (replaced is { } former && Context.User.PersonIdOrNull() == user.Id
                ? await db.Set<ProviderSession>().Where(s => s.SessionId == former).Select(s => new ProviderEntry(s.Provider, s.SubjectKey, s.SessionKey, s.ProtectedIdToken)).SingleOrDefaultAsync(Context.RequestAborted)
                : null);
            var device = DeviceDescription.Of(Context.Request.Headers.UserAgent);
            var started = new UserSession(Guid.CreateVersion7(), user.Id, properties.IsPersistent, people.Value.SessionLimits, Context.Address(), device, clock.UtcNow());
            if (claims.Exists(c => c.Type == "amr" && c.Value == SecondFactorMethod))
            {
                started.GiveSecondFactor(clock.UtcNow());
            }

            db.Add(started);
            if (provider is not null)
            {
                db.Add(new ProviderSession(started.Id, provider));
            }

            db.Audit(user.Id, SecurityEvents.SessionStarted, user.Id, clock, new AuditDetail { SessionId = started.Id, Device = device, Provider = entry?.Provider }.Write());
            return started;
        }, Context.RequestAborted);
        if (session is not null)
        {
            if (entry is not null)
            {
                claims.Add(new(AcademyClaims.Provider, entry.Provider));
            }

            await WriteCookieAsync(user, session.Id, properties, claims);
        }
    }

    /// <summary>Writes the cookie anew with the person's present claims, for the same session; not if the session has ended, whatever the
    /// cookie says.</summary>
    public override async Task RefreshSignInAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if ((await Context.AuthenticateAsync(AuthenticationScheme)) is { Succeeded: true, Principal: { } principal, Properties: { } properties }
            && principal.SessionIdOrNull() is { } sessionId && await registry.IsLiveNowAsync(sessionId, user.Id, Context.RequestAborted))
        {
            await WriteCookieAsync(user, sessionId, properties, Kept(principal));
        }
    }

    /// <summary>Ends the present session and removes the cookies of sign-in.</summary>
    public override async Task SignOutAsync()
    {
        await EndPresentAsync(SessionEnd.SignedOut);
        await base.SignOutAsync();
    }

    /// <summary>Ends the present session for another reason, and removes the cookies of sign-in.</summary>
    public async Task SignOutAsync(SessionEnd reason)
    {
        await EndPresentAsync(reason);
        await base.SignOutAsync();
    }

    /// <summary>Writes the cookie for the session that took the present one's place.</summary>
    internal async Task ContinueAsAsync(Account user, UserSession session)
    {
        if ((await Context.AuthenticateAsync(AuthenticationScheme)) is { Succeeded: true, Principal: { } principal, Properties: { } properties })
        {
            await WriteCookieAsync(user, session.Id, properties, Kept(principal));
        }
    }

    /// <summary>The person's present claims for a live session.</summary>
    /// <returns>Null: there is no such account any more.</returns>
    internal async Task<ClaimsPrincipal?> RebuildAsync(ClaimsPrincipal present)
    {
        if (await UserManager.FindByIdAsync(present.PersonId().ToString("D")) is not { } user)
        {
            return null;
        }

        var rebuilt = await CreateUserPrincipalAsync(user);
        rebuilt.Identities.First().AddClaims([new(Principal.SessionIdClaim, present.SessionIdOrNull()!.Value.ToString("D")), .. Kept(present)]);
        return rebuilt;
    }

    private static IEnumerable<Claim> Kept(ClaimsPrincipal principal) => principal.FindAll(c => c.Type is AcademyClaims.Method or AcademyClaims.Provider or ClaimTypes.AuthenticationMethod);

    private async Task EndPresentAsync(SessionEnd reason)
    {
        if (Context.User.SessionIdOrNull() is not { } sessionId)
        {
            return;
        }

        await unitOfWork.RunAsync(async db =>
        {
            if (await db.Set<UserSession>().AsTracking().SingleOrDefaultAsync(s => s.Id == sessionId) is { } session)
            {
                db.End(session, session.PersonId, reason, clock);
            }

            return 0;
        });
    }

    private async Task WriteCookieAsync(Account user, Guid sessionId, AuthenticationProperties properties, IEnumerable<Claim> claims)
    {
        var principal = await CreateUserPrincipalAsync(user);
        principal.Identities.First().AddClaims([new(Principal.SessionIdClaim, sessionId.ToString("D")), .. claims]);
        // The cookie's own end is not what ends the session; it only lets the browser forget the cookie.
        (properties.IssuedUtc, properties.ExpiresUtc) = (null, null);
        await Context.SignInAsync(AuthenticationScheme, principal, properties);
        Context.User = principal;
    }
}
