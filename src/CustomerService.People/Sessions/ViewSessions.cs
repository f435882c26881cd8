using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Sessions;

/// <summary>A live session, as its person sees it.</summary>
/// <param name="LastSeenAtUtc">Up to some minutes too early.</param>
public sealed record SessionView(Guid Id, string? Device, string? Address, DateTime CreatedAtUtc, DateTime LastSeenAtUtc, bool IsPresent);

/// <summary>The live sessions of a user: the present one first, then the last used.</summary>
public sealed class ViewSessions(IDbContextFactory<AppDbContext> contexts, IOptions<PeopleOptions> options, TimeProvider clock)
{
    public async Task<IReadOnlyList<SessionView>> RunAsync(Guid personId, Guid? presentId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSessions));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (limits, now) = (options.Value.SessionLimits, clock.UtcNow());
        var open = await db.OpenSessionsOf(personId).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. open.Where(s => s.IsLive(limits, now)).OrderByDescending(s => s.Id == presentId).ThenByDescending(s => s.LastSeenAtUtc).ThenByDescending(s => s.CreatedAtUtc)
                .Select(s => new SessionView(s.Id, s.Device, s.Address, s.CreatedAtUtc, s.LastSeenAtUtc, s.Id == presentId)),
        ];
    }
}
