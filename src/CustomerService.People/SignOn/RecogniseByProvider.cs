using System.Security.Cryptography;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <param name="People">None, one, or several who could be meant.</param>
/// <param name="By">By what, where it is one.</param>
public sealed record Recognised(IReadOnlyList<Guid> People, LinkOrigin By);

/// <summary>Finds the person whom an account of a provider belongs to, by what the provider's settings allow: the personnel number, or an e-mail address that
/// is proven here and verified there. One who has no account yet gets one, without a password.</summary>
public sealed class RecogniseByProvider(AccountService accounts, ILookupNormalizer normalizer)
{
    private const string Letters = "23456789abcdefghjkmnpqrstvwxyz";

    public async Task<Recognised> RunAsync(AppDbContext db, SignOnProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(identity);
        List<Guid> byNumber = [], byEmail = [];
        if (provider.Options.Links(LinkBy.PersonnelNumber) && identity.PersonnelNumber is { } number && await db.OrganisationOfAsync(provider, cancellationToken) is { } organisation)
        {
            byNumber = await db.PeopleByNumber(number, organisation.Id).OrderBy(id => id).Take(2).ToListAsync(cancellationToken);
        }

        if (provider.Options.Links(LinkBy.Email) && identity is { Email: { } email, IsEmailVerified: true })
        {
            byEmail = await db.PeopleByEmail(email).OrderBy(id => id).Take(2).ToListAsync(cancellationToken);
        }

        List<Guid> people = [.. byNumber.Union(byEmail)];
        if (people is [var one])
        {
            await OpenAccountAsync(db, one, identity, cancellationToken);
        }

        return new(people, byNumber.Count > 0 ? LinkOrigin.PersonnelNumber : LinkOrigin.Email);
    }

    /// <summary>Gives a person an account without a password, if they have none.</summary>
    internal async Task OpenAccountAsync(AppDbContext db, Guid personId, ProviderIdentity identity, CancellationToken cancellationToken) =>
        await OpenAccountAsync(db, personId, await UserNameAsync(db, identity.AccountName, identity.IsEmailVerified ? identity.Email : null, cancellationToken), cancellationToken);

    internal async Task OpenAccountAsync(AppDbContext db, Guid personId, string userName, CancellationToken cancellationToken)
    {
        if (await db.Set<Account>().AnyAsync(a => a.Id == personId, cancellationToken))
        {
            return;
        }

        var person = await db.Set<Person>().AsTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        var opened = await accounts.OpenAsync(db, person, userName, password: null, PasswordOrigin.Chosen, joins: null, cancellationToken);
        if (!opened.Succeeded)
        {
            throw new InvalidOperationException($"The free user name was refused: {opened.Refusal!.Code}");
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A free user name, as near to the provider's as can be. An address that is not known to be the person's own is not taken as a name to
    /// sign in with: it would be kept from its owner.</summary>
    internal async Task<string> UserNameAsync(AppDbContext db, string accountName, string? verifiedEmail, CancellationToken cancellationToken)
    {
        var wanted = string.Equals(accountName, verifiedEmail, StringComparison.OrdinalIgnoreCase) ? accountName : accountName.Split('@')[0];
        if (!UserNames.TryRead(wanted, out var readable))
        {
            readable = "user";
        }

        readable = readable.Length > 200 ? readable[..200] : readable;
        var normalized = normalizer.NormalizeName(readable);
        return readable != "user" && !readable.All(char.IsAsciiDigit) && !await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized || a.NormalizedEmail == normalized, cancellationToken)
            ? readable
            : $"{readable}-{RandomNumberGenerator.GetString(Letters, 8)}";
    }
}
