using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Network;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Accounts;

/// <summary>Asks for the present password before a sensitive act, so that whoever finds an open session or copies its cookie cannot make it theirs.
/// Wrong ones count as at sign-in: the one that closes the account also ends the session that guessed. An account that others closed by wrong
/// passwords at sign-in takes no password here either, and ends no session.</summary>
public sealed partial class PresentPassword(AcademySignInManager signIn, SecurityJournal journal, ILogger<PresentPassword> logger)
{
    /// <returns>Done, <see cref="CurrentPasswordWrong"/>, or <see cref="AccountLocked"/>.</returns>
    public async Task<Result> CheckAsync(Guid personId, string password)
    {
        var accounts = signIn.UserManager;
        if (await accounts.FindByIdAsync(personId.ToString("D")) is not { } account)
        {
            return new NotFound();
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            return new AccountLocked((account.LockoutEnd ?? default).UtcDateTime);
        }

        var outcome = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (outcome.Succeeded)
        {
            return Result.Done;
        }

        var address = signIn.Context.Address();
        journal.Record(SecurityEvents.PasswordRefused, personId, personId, address);
        if (!outcome.IsLockedOut)
        {
            return new CurrentPasswordWrong();
        }

        LockedOut(logger, personId);
        journal.Record(SecurityEvents.LockedOut, personId, personId, address);
        await signIn.SignOutAsync(SessionEnd.WrongPasswords);
        return new AccountLocked((account.LockoutEnd ?? default).UtcDateTime);
    }

    [LoggerMessage(1, LogLevel.Warning, "Account {PersonId} is locked out after too many wrong present passwords; its session has ended")]
    private static partial void LockedOut(ILogger logger, Guid personId);
}
