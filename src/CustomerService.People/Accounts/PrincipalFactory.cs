using System.Security.Claims;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Claims of the cookie: person, roles, audiences and display preferences. Names are in the
/// (encrypted) cookie so that the page header needs no query.</summary>
internal sealed class PrincipalFactory(IDbContextFactory<AppDbContext> contexts) : IUserClaimsPrincipalFactory<Account>
{
    public async Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == user.Id);
        var roles = await db.Set<RoleGrant>().Where(g => g.PersonId == user.Id).Select(g => g.Role).Distinct().ToListAsync();
        var audiences = await db.Set<Membership>().Where(m => m.PersonId == user.Id && m.EndedAtUtc == null).Select(m => m.Audience).Distinct().ToListAsync();

        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, Principal.NameClaim(Language.Persian), ClaimTypes.Role);
        identity.AddClaim(new Claim(Principal.PersonIdClaim, user.Id.ToString("D")));
        identity.AddClaim(new Claim(Principal.NameClaim(Language.Persian), person.Name.In(Language.Persian)));
        identity.AddClaim(new Claim(Principal.NameClaim(Language.English), person.Name.In(Language.English)));
        identity.AddClaims(roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())));
        identity.AddClaims(audiences.Select(a => new Claim(AcademyClaims.Audience, a.ToString())));
        if (user.PasswordOrigin != PasswordOrigin.Chosen)
        {
            identity.AddClaim(new Claim(AcademyClaims.Password, user.PasswordOrigin.ToString()));
        }

        if (person.Calendar is { } calendar)
        {
            identity.AddClaim(new Claim(Principal.CalendarClaim, calendar.ToString()));
        }

        if (person.Digits is { } digits)
        {
            identity.AddClaim(new Claim(Principal.DigitsClaim, digits.ToString()));
        }

        return new ClaimsPrincipal(identity);
    }
}

/// <summary>Claims that People adds to the principal, and how to read them.</summary>
public static class AcademyClaims
{
    public const string Audience = "audience";

    /// <summary>A <see cref="PasswordOrigin"/> other than <see cref="PasswordOrigin.Chosen"/>.</summary>
    public const string Password = "password";

    /// <summary>How the person signed in: <see cref="TwoFactors"/> or <see cref="PasswordAlone"/> (RFC 8176), or <see cref="ProviderAlone"/>.</summary>
    public const string Method = "amr";

    public const string PasswordAlone = "pwd";

    public const string TwoFactors = "mfa";

    /// <summary>At a provider, whose sign-in stands for one factor.</summary>
    public const string ProviderAlone = "fed";

    /// <summary>The provider that signed the person in; absent where a password or a passkey did.</summary>
    public const string Provider = "idp";

    public static bool Has(this ClaimsPrincipal principal, Role role) => principal.IsInRole(role.ToString());

    /// <summary>Whether one of the person's roles has a trait.</summary>
    public static bool HasRoleThat(this ClaimsPrincipal principal, Func<RoleTraits, bool> trait) => Roles.All.Any(r => trait(r) && principal.Has(r.Role));

    public static IReadOnlyList<Audience> Audiences(this ClaimsPrincipal principal) =>
        [.. principal.FindAll(Audience).Select(c => Enum.Parse<Audience>(c.Value))];
}
