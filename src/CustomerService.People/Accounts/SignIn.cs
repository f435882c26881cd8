using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Ui.Controls;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Accounts;

/// <summary>Signs a person in with user name, e-mail or mobile and password. Wrong passwords count towards a lockout; an unknown
/// name takes the same time as a wrong password, gets the same response and closes like an account. <see cref="SignInGuard"/> limits an address
/// by its failures. That an account is inactive is shown only after the correct password.</summary>
public sealed partial class SignIn(
    AcademySignInManager signIn, UserManager<Account> accounts, IDbContextFactory<AppDbContext> contexts,
    IPasswordHasher<Account> hasher, SignInGuard guard, TimeProvider clock, SignInMetrics metrics, SecurityJournal journal, ILogger<SignIn> logger)
{
    private static string? DecoyHash;

    /// <param name="name">User name, e-mail or mobile, in any digit set.</param>
    /// <returns>The person's language, or why not.</returns>
    public async Task<Result<Language>> RunAsync(string name, string password, bool remember, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SignIn));
        var outcome = await AttemptAsync(name, password, remember, cancellationToken);
        metrics.Attempted(outcome.Refusal?.Code ?? "succeeded");
        return outcome;
    }

    private async Task<Result<Language>> AttemptAsync(string name, string password, bool remember, CancellationToken cancellationToken)
    {
        var account = await FindAsync(name, cancellationToken);
        if (guard.ClosedUntilUtc(account?.Id) is { } closed)
        {
            return new TooManySignIns(closed);
        }

        var outcome = await TryAsync(account, name, password, remember, cancellationToken);
        if (outcome.Refusal is SignInFailed or AccountLocked)
        {
            guard.CountFailure();
        }

        return outcome;
    }

    private async Task<Result<Language>> TryAsync(Account? account, string name, string password, bool remember, CancellationToken cancellationToken)
    {
        if (account is null && guard.UnknownNameClosedUntilUtc(name) is { } closed)
        {
            Failed(null, SignInFailure.UnknownName);
            return new AccountLocked(closed);
        }

        if (account is null)
        {
            var nobody = new Account(Guid.Empty, "nobody", null, null);
            DecoyHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(nobody, DecoyHash, password);
            Failed(null, SignInFailure.UnknownName);
            return guard.CountUnknownName(name) is { } until ? new AccountLocked(until) : new SignInFailed();
        }

        if (account.LockoutEnd > clock.GetUtcNow() && guard.MayTryLocked(account.Id))
        {
            if (!await accounts.CheckPasswordAsync(account, password))
            {
                guard.CountKnownBrowser(account.Id);
                Failed(account.Id, SignInFailure.WrongPassword);
                return new SignInFailed();
            }

            // Locked by others: whoever knows the password, in a browser known for it, opens it again.
            await accounts.SetLockoutEndDateAsync(account, null);
        }

        var language = await LanguageOfActiveAsync(account.Id, cancellationToken);
        var outcome = language is null
            ? await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)
            : await signIn.PasswordSignInAsync(account, password, remember, lockoutOnFailure: true);
        if (outcome.Succeeded || outcome.RequiresTwoFactor)
        {
            guard.Remember(account.Id);
        }

        if (outcome.Succeeded)
        {
            if (language is { } read)
            {
                return read;
            }

            Failed(account.Id, SignInFailure.Inactive);
            return new AccountInactive();
        }

        if (outcome.IsLockedOut)
        {
            LockedOut(logger, account.Id);
            Failed(account.Id, SignInFailure.Locked);
            return new AccountLocked((account.LockoutEnd ?? default).UtcDateTime);
        }

        Failed(account.Id, SignInFailure.WrongPassword);
        return new SignInFailed();
    }

    private void Failed(Guid? personId, SignInFailure failure) =>
        journal.Record(SecurityEvents.SignInFailed, null, personId, signIn.Context.Address(), new AuditDetail { Failure = failure }.Write());

    private async Task<Account?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await accounts.FindByNameAsync(name) is { } byName)
        {
            return byName;
        }

        if (await accounts.FindByEmailAsync(name) is { } byEmail)
        {
            return byEmail;
        }

        if (!InputParser.TryMobile(name, out var mobile))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matches = await db.Set<Account>().Where(a => a.PhoneNumber == mobile).Select(a => a.Id).Take(2).ToListAsync(cancellationToken);
        return matches.Count == 1 ? await accounts.FindByIdAsync(matches[0].ToString("D")) : null;
    }

    /// <returns>Null: the person may not sign in.</returns>
    private async Task<Language?> LanguageOfActiveAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().Where(p => p.Id == personId && p.IsActive).Select(p => (Language?)p.Language).SingleOrDefaultAsync(cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning, "Account {PersonId} is locked out after too many wrong passwords")]
    private static partial void LockedOut(ILogger logger, Guid personId);
}
