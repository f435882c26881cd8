using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Makes and changes accounts inside a running unit of work, by the same rules wherever it happens.</summary>
public sealed class AccountKeeping(
    IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IEnumerable<IPasswordValidator<Account>> passwordRules, UserManager<Account> accounts)
{
    /// <summary>Opens an account for a person.</summary>
    /// <param name="password">Null: nobody can sign in until one is set.</param>
    /// <returns>Null, or <see cref="UserNameTaken"/>, <see cref="PasswordRefused"/>.</returns>
    public async Task<Refusal?> OpenAsync(AppDbContext db, Person person, string userName, string? password, CancellationToken cancellation)
    {
        var account = new Account(person.Id, userName.Trim(), person.Email, person.Mobile)
        {
            NormalizedUserName = normalizer.NormalizeName(userName),
            NormalizedEmail = normalizer.NormalizeEmail(person.Email),
            LockoutEnabled = true,
        };
        var mobile = ReaderInput.TryMobile(userName, out var number) ? number : null;
        if (await db.Set<Account>().AnyAsync(
            a => a.NormalizedUserName == account.NormalizedUserName || a.NormalizedEmail == account.NormalizedUserName || (mobile != null && a.PhoneNumber == mobile), cancellation))
        {
            return new UserNameTaken();
        }

        if (password is not null && await SetPasswordAsync(account, password) is { } refused)
        {
            return refused;
        }

        db.Add(account);
        return null;
    }

    /// <summary>Gives the account, where there is one, the person's present contact.</summary>
    /// <returns>Null, or why the contact cannot be this person's.</returns>
    public async Task<Refusal?> FollowAsync(AppDbContext db, Person person, CancellationToken cancellation)
    {
        if (await WhyNotReachAsync(db, person, cancellation) is { } taken)
        {
            return taken;
        }

        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == person.Id, cancellation) is not { } account)
        {
            return null;
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

    /// <summary>Whether the person's e-mail or mobile is somebody else's: people sign in with both, and are told apart by them on record.</summary>
    /// <returns>Null, or <see cref="EmailTaken"/>, <see cref="MobileTaken"/>.</returns>
    public async Task<Refusal?> WhyNotReachAsync(AppDbContext db, Person person, CancellationToken cancellation)
    {
        var others = db.Set<Person>().Where(p => p.Id != person.Id);
        if (person.Email is { } email)
        {
            var key = normalizer.NormalizeEmail(email);
            if (await others.AnyAsync(p => p.Email == email, cancellation)
                || await db.Set<Account>().AnyAsync(a => a.Id != person.Id && (a.NormalizedEmail == key || a.NormalizedUserName == key), cancellation))
            {
                return new EmailTaken();
            }
        }

        if (person.Mobile is { } mobile)
        {
            var key = normalizer.NormalizeName(mobile);
            if (await others.AnyAsync(p => p.Mobile == mobile, cancellation)
                || await db.Set<Account>().AnyAsync(a => a.Id != person.Id && (a.PhoneNumber == mobile || a.NormalizedUserName == key), cancellation))
            {
                return new MobileTaken();
            }
        }

        return null;
    }
}
