using System.Security.Cryptography;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Somebody whose entry of a contact counts as proven (<see cref="ManagementPermissions.MayProveContacts"/>) enters one.</summary>
/// <param name="TakesOver">Whether it is taken from whoever has it unproven.</param>
public sealed record ContactClaim(Guid ActorId, bool TakesOver);

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
        account.ConfirmAs(person);
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

    /// <summary>Copies the person's current e-mail and mobile, and whether they are proven, to the account.</summary>
    /// <returns>The account; null if there is none.</returns>
    public async Task<Account?> FollowAsync(AppDbContext db, Person person, CancellationToken cancellationToken)
    {
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == person.Id, cancellationToken) is not { } account)
        {
            return null;
        }

        account.Email = person.Email;
        account.NormalizedEmail = normalizer.NormalizeEmail(person.Email);
        account.PhoneNumber = person.Mobile;
        account.ConfirmAs(person);
        account.MarkChanged();
        return account;
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
    /// <param name="claim">Of an actor whose entry counts as proven; null: any other.</param>
    /// <returns>Done, or <see cref="EmailTaken"/>, <see cref="MobileTaken"/>, or with a claim <see cref="EmailUnprovenElsewhere"/>, <see cref="MobileUnprovenElsewhere"/>.</returns>
    public async Task<Result> CheckContactAsync(AppDbContext db, Person person, CancellationToken cancellationToken, ContactClaim? claim = null)
    {
        foreach (var contact in person.Contacts)
        {
            var key = contact.Kind == ContactKind.Email ? normalizer.NormalizeEmail(contact.Value)! : normalizer.NormalizeName(contact.Value)!;
            await LockSignInNameAsync(db, key, cancellationToken);
            var holders = await HoldersAsync(db, person.Id, contact, key, cancellationToken);
            if (holders.Count > 0 && await ContestAsync(db, contact, key, holders, claim, cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }
        }

        return Result.Done;
    }

    /// <summary>Who else has the contact, on record or to sign in with.</summary>
    private static async Task<List<Guid>> HoldersAsync(AppDbContext db, Guid personId, Contact contact, string key, CancellationToken cancellationToken)
    {
        var value = contact.Value;
        var (people, accounts) = (db.Set<Person>().Where(p => p.Id != personId), db.Set<Account>().Where(a => a.Id != personId));
        var named = contact.Kind == ContactKind.Email
            ? people.Where(p => p.Email == value).Select(p => p.Id).Union(accounts.Where(a => a.NormalizedEmail == key || a.NormalizedUserName == key).Select(a => a.Id))
            : people.Where(p => p.Mobile == value).Select(p => p.Id).Union(accounts.Where(a => a.PhoneNumber == value || a.NormalizedUserName == key).Select(a => a.Id));
        return await named.OrderBy(id => id).Take(2).ToListAsync(cancellationToken);
    }

    /// <summary>Takes an unproven contact from its holder, whom the actor must be allowed to change, if the claim says so.</summary>
    private async Task<Result> ContestAsync(AppDbContext db, Contact contact, string key, List<Guid> holders, ContactClaim? claim, CancellationToken cancellationToken)
    {
        Refusal taken = contact.Kind == ContactKind.Email ? new EmailTaken() : new MobileTaken();
        if (claim is null || holders is not [var holderId]
            || (await db.ManagedPersonAsync(claim.ActorId, holderId, cancellationToken)).Value is not { } holder
            || !holder.Contacts.Any(c => c.Kind == contact.Kind && c.Value == contact.Value && !c.IsProven))
        {
            return taken;
        }

        if (!claim.TakesOver)
        {
            return contact.Kind == ContactKind.Email ? new EmailUnprovenElsewhere() : new MobileUnprovenElsewhere();
        }

        holder.LoseContact(contact.Kind);
        if (await FollowAsync(db, holder, cancellationToken) is { } account && account.NormalizedUserName == key)
        {
            account.UserName = $"account-{RandomNumberGenerator.GetString("23456789", 10)}";
            account.NormalizedUserName = normalizer.NormalizeName(account.UserName);
        }

        db.Audit(claim.ActorId, "people.contact-taken", holderId, clock, new AuditDetail { Fields = [contact.Kind.Field()] }.Write());
        // Before the new owner's row, which has the same value under a unique index.
        await db.SaveChangesAsync(cancellationToken);
        return Result.Done;
    }

    /// <summary>User names, e-mail addresses and mobile numbers are one space of names in three columns, which no unique index covers: a
    /// concurrent check of the same name waits until the current transaction ends, so that the answer still holds at the commit.</summary>
    private static Task LockSignInNameAsync(AppDbContext db, string key, CancellationToken cancellationToken) =>
        db.LockNameAsync("sign-in-name:" + key, cancellationToken);
}
