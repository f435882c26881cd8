using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Accounts;

/// <summary>Asks for the present password before a sensitive act, so that whoever finds an open session or copies its cookie cannot make it theirs.
/// Wrong ones count as at sign-in: the one that closes the account also ends the session that guessed. An account that others closed by wrong
/// passwords at sign-in takes no password here either, and ends no session.</summary>
public sealed partial class PresentPassword(
    AcademySignInManager signIn, IHttpContextAccessor requests, ReaderContext reader, UnitOfWork unitOfWork, SecurityJournal journal, TimeProvider clock, ILogger<PresentPassword> logger)
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

        // Not by the sign-in manager, which asks the request for more than the password: in a circuit there is none.
        if (await accounts.CheckPasswordAsync(account, password))
        {
            if (!await signIn.IsTwoFactorEnabledAsync(account))
            {
                await accounts.ResetAccessFailedCountAsync(account);
            }

            return Result.Done;
        }

        await accounts.AccessFailedAsync(account);
        var address = reader.Person is null ? requests.HttpContext?.Address() : null;
        journal.Record(SecurityEvents.PasswordRefused, personId, personId, address);
        if (!await accounts.IsLockedOutAsync(account))
        {
            return new CurrentPasswordWrong();
        }

        LockedOut(logger, personId);
        journal.Record(SecurityEvents.LockedOut, personId, personId, address);
        await EndSessionAsync();
        return new AccountLocked((account.LockoutEnd ?? default).UtcDateTime);
    }

    /// <summary>In a circuit no cookie can be taken away; the end of the session cuts its line.</summary>
    private Task EndSessionAsync() => reader.Person is not { } person ? signIn.SignOutAsync(SessionEnd.WrongPasswords) : unitOfWork.RunAsync(async db =>
    {
        var sessionId = person.SessionIdOrNull();
        if (await db.Set<UserSession>().AsTracking().SingleOrDefaultAsync(s => s.Id == sessionId) is { } session)
        {
            db.End(session, session.PersonId, SessionEnd.WrongPasswords, clock);
        }

        return Result.Done;
    });

    [LoggerMessage(1, LogLevel.Warning, "Account {PersonId} is locked out after too many wrong present passwords; its session has ended")]
    private static partial void LockedOut(ILogger logger, Guid personId);
}
