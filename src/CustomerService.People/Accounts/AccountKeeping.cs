using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Makes and changes accounts inside a running unit of work, by the same rules wherever it happens.</summary>
public sealed class AccountKeeping(
    IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IEnumerable<IPasswordValidator<Account>> passwordRules, UserManager<Account> accounts)
{
    /// <summary>Opens an account for a person.</summary>
    /// <param name="password">Null: nobody can sign in until one is set.</param>
    /// <returns>Null, or <see cref="UserNameTaken"/>, <see cref="EmailTaken"/>, <see cref="PasswordRefused"/>.</returns>
    public async Task<Refusal?> OpenAsync(AppDbContext db, Person person, string userName, string? password, CancellationToken cancellation)
    {
        var account = new Account(person.Id, userName.Trim(), person.Email, person.Mobile)
        {
            NormalizedUserName = normalizer.NormalizeName(userName),
            NormalizedEmail = normalizer.NormalizeEmail(person.Email),
            LockoutEnabled = true,
        };
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == account.NormalizedUserName, cancellation))
        {
            return new UserNameTaken();
        }

        if (await IsEmailTakenAsync(db, person, cancellation))
        {
            return new EmailTaken();
        }

        if (password is not null && await SetPasswordAsync(account, password) is { } refused)
        {
            return refused;
        }

        db.Add(account);
        return null;
    }

    /// <summary>Gives the account the person's present contact.</summary>
    /// <returns>Null, or <see cref="EmailTaken"/>.</returns>
    public async Task<Refusal?> FollowAsync(AppDbContext db, Person person, CancellationToken cancellation)
    {
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == person.Id, cancellation) is not { } account)
        {
            return null;
        }

        if (await IsEmailTakenAsync(db, person, cancellation))
        {
            return new EmailTaken();
        }

        account.Email = person.Email;
        account.NormalizedEmail = normalizer.NormalizeEmail(person.Email);
        account.PhoneNumber = person.Mobile;
        return null;
    }

    /// <returns>Null, or <see cref="PasswordRefused"/>.</returns>
    public async Task<Refusal?> SetPasswordAsync(Account account, string password)
    {
        foreach (var rule in passwordRules)
        {
            if (await rule.ValidateAsync(accounts, account, password) is { Succeeded: false } no)
            {
                return new PasswordRefused(no.Errors.First().Code);
            }
        }

        account.PasswordHash = hasher.HashPassword(account, password);
        return null;
    }

    /// <summary>Ends the account's sessions at their next check.</summary>
    public static void EndSessions(Account account) => account.SecurityStamp = Guid.NewGuid().ToString("N");

    private async Task<bool> IsEmailTakenAsync(AppDbContext db, Person person, CancellationToken cancellation)
    {
        var email = normalizer.NormalizeEmail(person.Email);
        return email is not null && await db.Set<Account>().AnyAsync(a => a.NormalizedEmail == email && a.Id != person.Id, cancellation);
    }
}
