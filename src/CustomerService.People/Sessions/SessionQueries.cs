using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Sessions;

/// <summary>Ends sessions inside a unit of work. This node knows it once the work is committed; others within
/// <see cref="SessionRegistry.Memory"/>.</summary>
public static class SessionQueries
{
    /// <summary>The sessions of a person that did not end by an act; some may be past a limit.</summary>
    public static IQueryable<UserSession> OpenSessionsOf(this AppDbContext db, Guid personId) =>
        db.Set<UserSession>().Where(s => s.PersonId == personId && s.EndedAtUtc == null);

    /// <summary>Ends a person's sessions, and makes the codes and links of the account worthless (Identity's security stamp). A sign-in that is
    /// under way at this moment waits for the commit and then fails, since it sees the new stamp.</summary>
    /// <param name="actorId">Who ends them; null for the system.</param>
    /// <param name="except">A session to keep.</param>
    /// <returns>How many ended.</returns>
    public static async Task<int> EndSessionsAsync(
        this AppDbContext db, Guid? actorId, Guid personId, SessionEnd reason, TimeProvider clock, Guid? except = null, CancellationToken cancellationToken = default)
    {
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId, cancellationToken) is not { } account)
        {
            return 0;
        }

        account.SecurityStamp = Guid.NewGuid().ToString("N");
        account.MarkChanged();
        var ended = 0;
        foreach (var session in await db.OpenSessionsOf(personId).AsTracking().Where(s => s.Id != except).ToListAsync(cancellationToken))
        {
            ended += db.End(session, actorId, reason, clock) ? 1 : 0;
        }

        return ended;
    }

    /// <summary>Ends one tracked session.</summary>
    /// <returns>Whether it was not ended before.</returns>
    internal static bool End(this AppDbContext db, UserSession session, Guid? actorId, SessionEnd reason, TimeProvider clock)
    {
        if (!session.End(reason, clock.UtcNow()))
        {
            return false;
        }

        db.Audit(actorId, SecurityEvents.SessionEnded, session.PersonId, clock, new AuditDetail { SessionEnd = reason, SessionId = session.Id }.Write());
        return true;
    }
}
