using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.SignOn;

/// <summary>Undoes the link between a person and an account of a provider; the sessions that came by it end. The account is not linked again by itself:
/// whoever comes with it is a request to human resources.</summary>
public sealed class UndoSignOnLink(UnitOfWork unitOfWork, SignOnProviders providers, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <param name="sessionId">The present session, which goes on.</param>
    /// <returns>Done, <see cref="NotFound"/> for somebody else's link, or <see cref="LastWayIn"/>.</returns>
    public Task<Result> OfOneselfAsync(Guid personId, Guid linkId, Guid? sessionId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Account>(personId, cancellationToken);
            if (await LinkAsync(db, personId, linkId, cancellationToken) is not { } link)
            {
                return new NotFound();
            }

            return await db.HasAnotherWayInAsync(personId, linkId, providers, options.Value, cancellationToken)
                ? await EndAsync(db, link, personId, SessionEnd.LinkUndone, sessionId, cancellationToken)
                : new LastWayIn();
        }, cancellationToken);

    /// <returns>Done, <see cref="NotFound"/>, or why the person may not be changed.</returns>
    public Task<Result> OfPersonAsync(Guid actorId, Guid personId, Guid linkId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            return !found.Succeeded ? found.Refusal!
                : await LinkAsync(db, personId, linkId, cancellationToken) is { } link ? await EndAsync(db, link, actorId, SessionEnd.LinkUndone, null, cancellationToken)
                : new NotFound();
        }, cancellationToken);

    private static Task<SignOnLink?> LinkAsync(AppDbContext db, Guid personId, Guid linkId, CancellationToken cancellationToken) =>
        db.Set<SignOnLink>().AsTracking().SingleOrDefaultAsync(l => l.Id == linkId && l.PersonId == personId && l.EndedAtUtc == null, cancellationToken);

    private async Task<Result> EndAsync(AppDbContext db, SignOnLink link, Guid actorId, SessionEnd reason, Guid? except, CancellationToken cancellationToken)
    {
        link.End(clock.UtcNow());
        var came = db.Set<ProviderSession>().Where(s => s.Provider == link.Provider && s.SubjectKey == link.SubjectKey);
        foreach (var session in await db.OpenSessionsOf(link.PersonId).AsTracking().Where(s => s.Id != except && came.Any(c => c.SessionId == s.Id)).ToListAsync(cancellationToken))
        {
            db.End(session, actorId, reason, clock);
        }

        db.Audit(actorId, "people.sign-on-unlinked", link.PersonId, clock, new AuditDetail { Provider = link.Provider }.Write());
        return Result.Done;
    }
}

internal static class WaysIn
{
    /// <summary>Whether the person could still sign in without the link: by a password or passkey where those sign anybody in, or by another link.</summary>
    public static async Task<bool> HasAnotherWayInAsync(
        this AppDbContext db, Guid personId, Guid linkId, SignOnProviders providers, SignInOptions options, CancellationToken cancellationToken)
    {
        var offered = providers.All.Select(p => p.Name).ToList();
        return await db.Set<SignOnLink>().AnyAsync(l => l.PersonId == personId && l.Id != linkId && l.EndedAtUtc == null && offered.Contains(l.Provider), cancellationToken)
            || ((options.LocalAccounts || await db.IsAdministratorAsync(personId, cancellationToken))
                && (await db.Set<Account>().AnyAsync(a => a.Id == personId && a.PasswordHash != null, cancellationToken)
                    || await db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.UserId == personId, cancellationToken)));
    }
}
