using System.Security.Claims;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Accounts;

/// <param name="NeedsSecondStep">The password was right, but nobody is signed in before <see cref="SecondStep"/>.</param>
public sealed record SignedIn(Language Language, bool NeedsSecondStep);

/// <summary>Signs a person in with user name, e-mail or mobile and password. Wrong passwords count towards a lockout; an unknown
/// name takes the same time as a wrong password, gets the same response and closes like an account. <see cref="SignInGuard"/> limits an address
/// by its failures. That an account is inactive is shown only after the correct password.</summary>
public sealed partial class SignIn(
    AcademySignInManager signIn, UserManager<Account> accounts, AccountFinder finder, SecondStepTicket ticket, IDbContextFactory<AppDbContext> contexts, IPasswordHasher<Account> hasher,
    SignInGuard guard, IOptionsMonitor<SignInOptions> options, TimeProvider clock, SignInMetrics metrics, SecurityJournal journal, ILogger<SignIn> logger)
{
    private static string? DecoyHash;

    /// <param name="name">User name, e-mail or mobile, in any digit set.</param>
    /// <returns>The person's language and whether the second factor is still owed, or why not.</returns>
    public async Task<Result<SignedIn>> RunAsync(string name, string password, bool remember, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SignIn));
        var outcome = await AttemptAsync(name, password, remember, cancellationToken);
        metrics.Attempted(outcome.Refusal?.Code ?? "succeeded");
        return outcome;
    }

    private async Task<Result<SignedIn>> AttemptAsync(string name, string password, bool remember, CancellationToken cancellationToken)
    {
        var account = await finder.FindAsync(name, cancellationToken);
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

    private async Task<Result<SignedIn>> TryAsync(Account? account, string name, string password, bool remember, CancellationToken cancellationToken)
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

        var outcome = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (outcome.Succeeded)
        {
            return await EnterAsync(account, remember, cancellationToken);
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

    /// <summary>After the right password.</summary>
    private async Task<Result<SignedIn>> EnterAsync(Account account, bool remember, CancellationToken cancellationToken)
    {
        if (await LanguageOfActiveAsync(account.Id, cancellationToken) is not { } language)
        {
            Failed(account.Id, SignInFailure.Inactive);
            return new AccountInactive();
        }

        if (!options.CurrentValue.LocalAccounts && !await IsAdministratorAsync(account.Id, cancellationToken))
        {
            return new LocalSignInClosed();
        }

        if (account.PasswordOrigin == PasswordOrigin.HandedOut && account.PasswordSetAtUtc?.AddDays(options.CurrentValue.HandedOutPasswordDays) <= clock.UtcNow())
        {
            Failed(account.Id, SignInFailure.PasswordExpired);
            return new HandedOutPasswordExpired();
        }

        if (await signIn.IsTwoFactorEnabledAsync(account))
        {
            // The browser is not known yet: it would open an account that wrong codes have locked.
            await ticket.IssueAsync(account, remember);
            return new SignedIn(language, NeedsSecondStep: true);
        }

        guard.Remember(account.Id);
        await signIn.SignInWithClaimsAsync(account, new AuthenticationProperties { IsPersistent = remember }, [new Claim(AcademyClaims.Method, AcademyClaims.PasswordAlone)]);
        return new SignedIn(language, NeedsSecondStep: false);
    }

    private void Failed(Guid? personId, SignInFailure failure) =>
        journal.Record(SecurityEvents.SignInFailed, null, personId, signIn.Context.Address(), new AuditDetail { Failure = failure }.Write());

    private async Task<bool> IsAdministratorAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.IsAdministratorAsync(personId, cancellationToken);
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
