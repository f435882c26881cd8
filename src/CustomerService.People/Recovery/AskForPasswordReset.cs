using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Network;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace CustomerService.People.Recovery;

/// <summary>Somebody forgot a password; message of the outbox. Its handler sends the link.</summary>
/// <param name="Id">Of this request.</param>
/// <param name="PersonId">Empty: nobody has the name that was typed.</param>
public sealed record PasswordResetAsked(Guid Id, Guid PersonId);

/// <summary>Takes the request of somebody who forgot the password. Answer and work are the same whether the account exists: all that differs happens later,
/// out of sight.</summary>
public sealed class AskForPasswordReset(UnitOfWork unitOfWork, AccountFinder finder, FailureLimits limits, ResetLimit accounts, IHttpContextAccessor requests, TimeProvider clock)
{
    /// <param name="name">User name, e-mail or mobile.</param>
    /// <returns>Done, or <see cref="TooManyResets"/> from this address.</returns>
    public async Task<Result> RunAsync(string name, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(AskForPasswordReset));
        var client = ClientAddress.Of(requests.HttpContext);
        if (limits.PasswordResets.ClosedUntilUtc(client) is { } closed)
        {
            return new TooManyResets(closed);
        }

        limits.PasswordResets.Count(client);
        var account = await finder.FindAsync(name.Trim(), cancellationToken);
        var personId = account is not null && accounts.Take(account.Id) ? account.Id : Guid.Empty;
        return await unitOfWork.RunAsync(db =>
        {
            db.AddToOutbox(new PasswordResetAsked(Guid.CreateVersion7(), personId), clock);
            return Task.FromResult(Result.Done);
        }, cancellationToken);
    }
}

/// <summary>How many links an account is sent in an hour, on one node, however many addresses ask: nobody's mailbox is filled.</summary>
public sealed class ResetLimit(TimeProvider clock)
{
    private const int PerHour = 3;

    private readonly FailureWindow _window = new(clock, PerHour, TimeSpan.FromHours(1));

    /// <returns>Whether another link may be sent.</returns>
    internal bool Take(Guid accountId)
    {
        var key = accountId.ToString("N");
        if (_window.ClosedUntilUtc(key) is not null)
        {
            return false;
        }

        _window.Count(key);
        return true;
    }
}
