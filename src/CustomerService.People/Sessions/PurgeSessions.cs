using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Sessions;

/// <summary>Marks sessions that reached a limit as ended, and removes ended sessions and security events older than
/// <see cref="PeopleOptions.SecurityEventDays"/>. Nodes may run it at once.</summary>
public sealed class PurgeSessions(UnitOfWork unitOfWork, IOptions<PeopleOptions> options, TimeProvider clock)
{
    /// <returns>How many sessions and events were removed.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async db =>
        {
            var (now, limits) = (clock.UtcNow(), options.Value.SessionLimits);
            var (idleSince, rememberedSince) = (now - limits.Idle, now - limits.RememberedIdle);
            var kept = now - TimeSpan.FromDays(options.Value.SecurityEventDays);
            var open = db.Set<UserSession>().Where(s => s.EndedAtUtc == null);
            await open.Where(s => s.ExpiresAtUtc <= now).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.EndedAtUtc, s => s.ExpiresAtUtc).SetProperty(s => s.EndReason, SessionEnd.Expired), cancellationToken);
            await open.Where(s => s.LastSeenAtUtc <= (s.IsRemembered ? rememberedSince : idleSince)).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.EndedAtUtc, now).SetProperty(s => s.EndReason, SessionEnd.Idle), cancellationToken);
            var sessions = await db.Set<UserSession>().Where(s => s.EndedAtUtc < kept).ExecuteDeleteAsync(cancellationToken);
            var events = await db.Set<AuditEntry>().Where(a => SecurityEvents.All.Contains(a.Action) && a.AtUtc < kept).ExecuteDeleteAsync(cancellationToken);
            return sessions + events;
        }, cancellationToken);
}
