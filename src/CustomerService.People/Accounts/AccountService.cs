using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Creates and changes accounts inside a unit of work; all account rules are here.</summary>
public sealed class AccountService(IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, TimeProvider clock)
{
    /// <summary>Creates an account for a person.</summary>
    /// <param name="password">Null: sign-in is impossible until one is set.</param>
    /// <param name="joins">The organisation that the person joins in the same unit of work.</param>
    /// <returns>Done, or <see cref="UserNameTaken"/>, <see cref="PasswordRefused"/>.</returns>
    public async Task<Result> OpenAsync(AppDbContext db, Person person, string userName, string? password, PasswordOrigin origin, Guid? joins, CancellationToken cancellationToken)
    {
        var account = new Account(person.Id, userName.Trim(), person.Email, person.Mobile)
        {
            NormalizedUserName = normalizer.NormalizeName(userName),
            NormalizedEmail = normalizer.NormalizeEmail(person.Email),
            LockoutEnabled = true,
        };
        var mobile = InputParser.TryMobile(userName, out var number) ? number : null;
        await LockSignInNameAsync(db, account.NormalizedUserName!, cancellationToken);
        if (await db.Set<Account>().AnyAsync(
            a => a.NormalizedUserName == account.NormalizedUserName || a.NormalizedEmail == account.NormalizedUserName || (mobile != null && a.PhoneNumber == mobile), cancellationToken))
        {
            return new UserNameTaken();
        }

        if (password is not null && SetPassword(account, password, await db.PasswordContextAsync(person, account.UserName, joins, cancellationToken), origin) is { Refusal: { } refused })
        {
            return refused;
        }

        db.Add(account);
        return Result.Done;
    }

    /// <summary>Copies the person's current e-mail and mobile to the account, if there is one.</summary>
    /// <returns>Done, or why the contact is refused.</returns>
    public async Task<Result> FollowAsync(AppDbContext db, Person person, CancellationToken cancellationToken)
    {
        if (await CheckContactAsync(db, person, cancellationToken) is { Refusal: { } taken })
        {
            return taken;
        }

        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == person.Id, cancellationToken) is not { } account)
        {
            return Result.Done;
        }

        account.Email = person.Email;
        account.NormalizedEmail = normalizer.NormalizeEmail(person.Email);
        account.PhoneNumber = person.Mobile;
        account.MarkChanged();
        return Result.Done;
    }

    /// <returns>Done, or <see cref="PasswordRefused"/>.</returns>
    public Result SetPassword(Account account, string password, PasswordContext context, PasswordOrigin origin)
    {
        if (PasswordRules.Broken(password, context) is { } broken)
        {
            return broken;
        }

        account.SetPassword(hasher.HashPassword(account, password), origin, clock.UtcNow());
        account.MarkChanged();
        return Result.Done;
    }

    /// <summary>Whether the person's e-mail or mobile belongs to somebody else: both are sign-in names and identify people.</summary>
    /// <returns>Done, or <see cref="EmailTaken"/>, <see cref="MobileTaken"/>.</returns>
    public async Task<Result> CheckContactAsync(AppDbContext db, Person person, CancellationToken cancellationToken)
    {
        var others = db.Set<Person>().Where(p => p.Id != person.Id);
        if (person.Email is { } email)
        {
            var key = normalizer.NormalizeEmail(email);
            await LockSignInNameAsync(db, key!, cancellationToken);
            if (await others.AnyAsync(p => p.Email == email, cancellationToken)
                || await db.Set<Account>().AnyAsync(a => a.Id != person.Id && (a.NormalizedEmail == key || a.NormalizedUserName == key), cancellationToken))
            {
                return new EmailTaken();
            }
        }

        if (person.Mobile is { } mobile)
        {
            var key = normalizer.NormalizeName(mobile);
            await LockSignInNameAsync(db, key!, cancellationToken);
            if (await others.AnyAsync(p => p.Mobile == mobile, cancellationToken)
                || await db.Set<Account>().AnyAsync(a => a.Id != person.Id && (a.PhoneNumber == mobile || a.NormalizedUserName == key), cancellationToken))
            {
                return new MobileTaken();
            }
        }

        return Result.Done;
    }

    /// <summary>User names, e-mail addresses and mobile numbers are one space of names in three columns, which no unique index covers: a
    /// concurrent check of the same name waits until the current transaction ends, so that the answer still holds at the commit.</summary>
    private static Task LockSignInNameAsync(AppDbContext db, string key, CancellationToken cancellationToken) =>
        db.LockNameAsync("sign-in-name:" + key, cancellationToken);
}
