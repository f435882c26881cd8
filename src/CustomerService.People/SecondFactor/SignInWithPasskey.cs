using CustomerService.People.Access;
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
using Microsoft.Extensions.Options;

namespace CustomerService.People.SecondFactor;

/// <summary>Signs a person in with a passkey, instead of name and password or as the second step after them. It counts as two factors: the device has
/// been unlocked by its owner (user verification is required). A lockout after wrong passwords does not concern it.</summary>
public sealed class SignInWithPasskey(
    PasskeyCeremony ceremony, SecondStepTicket ticket, AcademySignInManager signIn, UserManager<Account> accounts, IDbContextFactory<AppDbContext> contexts,
    SignInGuard guard, IOptions<SignInOptions> options, SignInMetrics metrics, SecurityJournal journal)
{
    /// <param name="state">Of the <see cref="PasskeyChallenge"/>.</param>
    /// <param name="credential">The browser's answer, as JSON.</param>
    /// <returns>The person's language, <see cref="PasskeyRefused"/>, <see cref="TooManySignIns"/>, <see cref="AccountInactive"/> or <see cref="LocalSignInClosed"/>.</returns>
    public async Task<Result<Language>> RunAsync(string? state, string? credential, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SignInWithPasskey));
        var outcome = await AttemptAsync(state, credential, cancellationToken);
        metrics.Attempted(outcome.Refusal?.Code ?? "succeeded");
        return outcome;
    }

    private async Task<Result<Language>> AttemptAsync(string? state, string? credential, CancellationToken cancellationToken)
    {
        if (guard.ClosedUntilUtc(accountId: null) is { } closed)
        {
            return new TooManySignIns(closed);
        }

        if (await ceremony.FinishSignInAsync(state, credential, signIn.Context) is not { Account: var account, Passkey: var passkey })
        {
            guard.CountFailure();
            Failed(null, SignInFailure.PasskeyRefused);
            return new PasskeyRefused();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Person>().Where(p => p.Id == account.Id && p.IsActive).Select(p => (Language?)p.Language).SingleOrDefaultAsync(cancellationToken) is not { } language)
        {
            Failed(account.Id, SignInFailure.Inactive);
            return new AccountInactive();
        }

        // Keeps the signature counter, by which a copied passkey is noticed.
        await accounts.AddOrUpdatePasskeyAsync(account, passkey);
        var holder = await ticket.ReadAsync() is { } first && first.Account.Id == account.Id ? first : new(account, Remember: false, Entry: null);
        if (holder.Entry is null && !options.Value.LocalAccounts && !await db.IsAdministratorAsync(account.Id, cancellationToken))
        {
            return new LocalSignInClosed();
        }

        await ticket.EndAsync();
        await signIn.SignInAsync(holder);
        return language;
    }

    private void Failed(Guid? personId, SignInFailure failure) =>
        journal.Record(SecurityEvents.SignInFailed, null, personId, signIn.Context.Address(), new AuditDetail { Failure = failure }.Write());
}
