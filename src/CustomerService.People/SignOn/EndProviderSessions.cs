using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <summary>A provider ended its own session: those of ours that came by it end too.</summary>
public sealed class EndProviderSessions(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>How many ended.</returns>
    public Task<int> RunAsync(ProviderLogout logout, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async db =>
        {
            var meant = db.Set<ProviderSession>().Where(s => s.Provider == logout.Provider
                && (logout.SubjectKey == null || s.SubjectKey == logout.SubjectKey) && (logout.SessionKey == null || s.SessionKey == logout.SessionKey)
                && (logout.SubjectKey != null || logout.SessionKey != null));
            var sessions = await db.Set<UserSession>().AsTracking()
                .Where(s => s.EndedAtUtc == null && s.CreatedAtUtc <= logout.BeforeUtc && meant.Any(m => m.SessionId == s.Id)).ToListAsync(cancellationToken);
            return sessions.Count(session => db.End(session, null, SessionEnd.SignedOutAtProvider, clock));
        }, cancellationToken);
}
