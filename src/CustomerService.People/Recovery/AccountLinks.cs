using System.Globalization;
using System.Security.Cryptography;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Recovery;

/// <summary>What a link to an account is for.</summary>
public enum AccountLinkPurpose
{
    /// <summary>The first password of an account that was opened.</summary>
    Invitation,
    PasswordReset,
    EmailConfirmation,
}

/// <param name="Href">Local address, from the site root, with the token.</param>
public sealed record AccountLink(string Href, DateTime UntilUtc);

/// <summary>What an opened token says. It holds only if the account still has the stamp (and, to confirm, the address).</summary>
public sealed record AccountLinkClaim(AccountLinkPurpose Purpose, Guid PersonId, string Stamp, string Email);

/// <summary>
/// Links that are mailed and give access to one account. The token is made at the moment of sending and kept nowhere: it is sealed by data protection, names
/// purpose, account, end and address, and carries Identity's security stamp, so that a used one, and every older one after any change of the password, is
/// worthless. (Identity's own provider of tokens reads the machine's clock and has one lifetime for all purposes.)
/// </summary>
public sealed class AccountLinks(IDataProtectionProvider protection, IDbContextFactory<AppDbContext> contexts, IOptions<PeopleOptions> people, IOptionsMonitor<SignInOptions> signIn, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CustomerService.People.AccountLinks");

    /// <summary>How long a link works.</summary>
    public TimeSpan LifetimeOf(AccountLinkPurpose purpose) => purpose switch
    {
        AccountLinkPurpose.Invitation => TimeSpan.FromDays(signIn.CurrentValue.HandedOutPasswordDays),
        AccountLinkPurpose.PasswordReset => TimeSpan.FromMinutes(people.Value.ResetLinkMinutes),
        AccountLinkPurpose.EmailConfirmation => TimeSpan.FromDays(people.Value.ConfirmationLinkDays),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "Unknown purpose."),
    };

    /// <summary>Makes a link.</summary>
    /// <returns>Null: the account is not one that such a link is made for.</returns>
    public async Task<AccountLink?> MakeAsync(Guid personId, AccountLinkPurpose purpose, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Account>().Where(a => a.Id == personId && db.Set<Person>().Any(p => p.Id == a.Id && p.IsActive))
            .Select(a => new
            {
                a.SecurityStamp,
                HasPassword = a.PasswordHash != null,
                Person = db.Set<Person>().Where(p => p.Id == a.Id).Select(p => new { p.Email, IsProven = p.EmailProof != null }).First(),
                IsOfProvider = db.Set<SignOnLink>().Any(l => l.PersonId == a.Id),
            }).SingleOrDefaultAsync(cancellationToken);
        if (found?.Person.Email is not { } email)
        {
            return null;
        }

        var isFor = purpose switch
        {
            AccountLinkPurpose.Invitation => !found.HasPassword && found.Person.IsProven,
            // Whoever signs in at a provider alone has no password to forget, and shall not get a way around the provider.
            AccountLinkPurpose.PasswordReset => found.Person.IsProven && (found.HasPassword || !found.IsOfProvider),
            AccountLinkPurpose.EmailConfirmation => !found.Person.IsProven,
            _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "Unknown purpose."),
        };
        if (!isFor)
        {
            return null;
        }

        var until = clock.UtcNow() + LifetimeOf(purpose);
        var token = _protector.Protect(string.Join('|', (int)purpose, personId.ToString("N"), until.Ticks.ToString(CultureInfo.InvariantCulture), found.SecurityStamp, email));
        return new(purpose == AccountLinkPurpose.EmailConfirmation ? PeopleRoutes.ConfirmEmailBy(token) : PeopleRoutes.ChoosePasswordBy(token), until);
    }

    /// <summary>Opens a token.</summary>
    /// <returns>Null: it is not the academy's, or its time is over.</returns>
    public AccountLinkClaim? Open(string? token)
    {
        try
        {
            return token is { Length: > 0 and < 2000 } && _protector.Unprotect(token).Split('|', 5) is [var purpose, var id, var until, var stamp, var email]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.UtcNow().Ticks
                ? new((AccountLinkPurpose)int.Parse(purpose, CultureInfo.InvariantCulture), Guid.ParseExact(id, "N"), stamp, email)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a password may be chosen by this token, as far as can be said before it is tried.</summary>
    /// <returns>What it is for; null: it is not valid, or no longer.</returns>
    public async Task<AccountLinkClaim?> PasswordLinkAsync(string? token, CancellationToken cancellationToken = default)
    {
        if (Open(token) is not { Purpose: AccountLinkPurpose.Invitation or AccountLinkPurpose.PasswordReset } claim)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Account>().AnyAsync(a => a.Id == claim.PersonId && a.SecurityStamp == claim.Stamp && db.Set<Person>().Any(p => p.Id == a.Id && p.IsActive), cancellationToken) ? claim : null;
    }
}
