using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.SecondFactor;

/// <summary>How the second step is taken with a code.</summary>
public enum SecondStepKind
{
    AuthenticatorApp,
    RecoveryCode,
}

/// <summary>The second step of signing in, after the right password: a code of the authenticator app, or a recovery code. Wrong ones count towards
/// the account's lockout, as wrong passwords do; only a right one sets the count back.</summary>
public sealed partial class SecondStep(
    SecondStepTicket ticket, SecondFactorCodes codes, AcademySignInManager signIn, UserManager<Account> accounts, IDbContextFactory<AppDbContext> contexts,
    SignInGuard guard, SignInMetrics metrics, SecurityJournal journal, ILogger<SecondStep> logger)
{
    /// <returns>The person's language, or <see cref="SecondStepExpired"/>, <see cref="SecondFactorCodeWrong"/>, <see cref="RecoveryCodeWrong"/>,
    /// <see cref="AccountLocked"/>, <see cref="TooManySignIns"/>, <see cref="AccountInactive"/>.</returns>
    public async Task<Result<Language>> RunAsync(SecondStepKind kind, string code, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SecondStep));
        var outcome = await AttemptAsync(kind, code, cancellationToken);
        metrics.Attempted(outcome.Refusal?.Code ?? "succeeded");
        return outcome;
    }

    private async Task<Result<Language>> AttemptAsync(SecondStepKind kind, string code, CancellationToken cancellationToken)
    {
        if (await ticket.ReadAsync() is not { Account: var account } holder)
        {
            return new SecondStepExpired();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Person>().Where(p => p.Id == account.Id && p.IsActive).Select(p => (Language?)p.Language).SingleOrDefaultAsync(cancellationToken) is not { } language)
        {
            return new AccountInactive();
        }

        if (guard.ClosedUntilUtc(account.Id) is { } closed)
        {
            return new TooManySignIns(closed);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            return Locked(account);
        }

        var isRight = kind == SecondStepKind.AuthenticatorApp
            ? await codes.AcceptTimeCodeAsync(account.Id, code, cancellationToken)
            : await codes.AcceptRecoveryCodeAsync(account.Id, code, cancellationToken);
        if (!isRight)
        {
            return await CountAsync(account, kind);
        }

        await accounts.ResetAccessFailedCountAsync(account);
        guard.Remember(account.Id);
        await ticket.EndAsync();
        await signIn.SignInAsync(holder);
        return language;
    }

    private async Task<Result<Language>> CountAsync(Account account, SecondStepKind kind)
    {
        guard.CountFailure();
        await accounts.AccessFailedAsync(account);
        journal.Record(SecurityEvents.SignInFailed, null, account.Id, signIn.Context.Address(), new AuditDetail { Failure = SignInFailure.WrongCode }.Write());
        if (await accounts.IsLockedOutAsync(account))
        {
            LockedOut(logger, account.Id);
            return Locked(account);
        }

        return kind == SecondStepKind.AuthenticatorApp ? new SecondFactorCodeWrong() : new RecoveryCodeWrong();
    }

    private static AccountLocked Locked(Account account) => new((account.LockoutEnd ?? default).UtcDateTime);

    [LoggerMessage(1, LogLevel.Warning, "Account {PersonId} is locked out after too many wrong codes of the second step")]
    private static partial void LockedOut(ILogger logger, Guid personId);
}
