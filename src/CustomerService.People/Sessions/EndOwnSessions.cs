using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Sessions;

/// <summary>A user ends one of their sessions from another device, or all but the present one.</summary>
public sealed class EndOwnSessions(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="sessionId">The session to end; null: all but <paramref name="presentId"/>.</param>
    /// <returns>Done, also if it ended before; <see cref="NotFound"/> for somebody else's session.</returns>
    public Task<Result> RunAsync(Guid personId, Guid? sessionId, Guid? presentId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (sessionId is null)
            {
                await db.EndSessionsAsync(personId, personId, SessionEnd.SignedOutElsewhere, clock, except: presentId, cancellationToken: cancellationToken);
                return Result.Done;
            }

            if (await db.Set<UserSession>().AsTracking().SingleOrDefaultAsync(s => s.Id == sessionId && s.PersonId == personId, cancellationToken) is not { } session)
            {
                return new NotFound();
            }

            db.End(session, personId, sessionId == presentId ? SessionEnd.SignedOut : SessionEnd.SignedOutElsewhere, clock);
            return Result.Done;
        }, cancellationToken);
}
