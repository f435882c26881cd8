using System.Collections.Concurrent;
using System.Security.Claims;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Sessions;

/// <summary>
/// Says whether a principal's session is still live: the only authority, for requests and for circuits alike. The answer comes from the session's
/// record, which a node remembers for <see cref="Memory"/>; the commit of an end on this node is known at once. An ended
/// session never comes to life again, so that a read which was under way at that commit cannot bring it back.
/// </summary>
public sealed class SessionRegistry(IDbContextFactory<AppDbContext> contexts, IOptions<PeopleOptions> options, SecurityJournal journal, TimeProvider clock) : ICommitListener
{
    /// <summary>How long a node goes by what it read of a session: the delay with which an end on another node is noticed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(4);

    // An instance member: a compiled query is bound to one model.
    private readonly Func<AppDbContext, Guid, Task<SessionState?>> _read = EF.CompileAsyncQuery((AppDbContext db, Guid id) => db.Set<UserSession>()
        .Where(s => s.Id == id)
        .Select(s => new SessionState(s.PersonId, s.IsRemembered, s.EndedAtUtc != null || !db.Set<Person>().Any(p => p.Id == s.PersonId && p.IsActive), s.LastSeenAtUtc, s.ExpiresAtUtc))
        .SingleOrDefault());

    private readonly ConcurrentDictionary<Guid, Remembered> _memory = new();
    private readonly SessionLimits _limits = options.Value.SessionLimits;

    /// <summary>Whether the principal's session is live. A circuit asks this while it is open, at least every five seconds.</summary>
    public async ValueTask<bool> IsLiveAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default) =>
        principal.SessionIdOrNull() is { } id && principal.PersonIdOrNull() is { } personId && await FindLiveAsync(id, personId, cancellationToken) is not null;

    /// <summary>The same for a request, which counts as a use of the session.</summary>
    public async ValueTask<bool> UseAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default)
    {
        if (principal.SessionIdOrNull() is not { } id || principal.PersonIdOrNull() is not { } personId || await FindLiveAsync(id, personId, cancellationToken) is not { } session)
        {
            return false;
        }

        if (clock.UtcNow() - session.State!.LastSeenAtUtc >= SecurityJournal.SeenInterval && session.TryNoteUse())
        {
            journal.Seen(id);
        }

        return true;
    }

    /// <summary>Whether the session's record says at this moment that it is live, whatever is remembered.</summary>
    internal async Task<bool> IsLiveNowAsync(Guid id, Guid personId, CancellationToken cancellationToken = default)
    {
        var read = await ReadAsync(id, cancellationToken);
        return IsLive(read, personId);
    }

    /// <inheritdoc/>
    public void Committed(AppDbContext db)
    {
        foreach (var session in db.ChangeTracker.Entries<UserSession>().Where(s => s.Entity.EndedAtUtc is not null))
        {
            Remember(session.Entity.Id, new(null, clock.GetTimestamp()));
        }
    }

    /// <summary>Drops what is too old to be used, so that the memory holds only sessions in use.</summary>
    internal void Sweep()
    {
        foreach (var (id, remembered) in _memory)
        {
            // Ends stay for minutes: longer than any read that was under way at their commit.
            if (clock.GetElapsedTime(remembered.ReadAt) > (remembered.State is null ? TimeSpan.FromMinutes(5) : Memory))
            {
                _memory.TryRemove(new(id, remembered));
            }
        }
    }

    private async ValueTask<Remembered?> FindLiveAsync(Guid id, Guid personId, CancellationToken cancellationToken)
    {
        if (!_memory.TryGetValue(id, out var remembered) || (remembered.State is not null && clock.GetElapsedTime(remembered.ReadAt) >= Memory))
        {
            remembered = await ReadAsync(id, cancellationToken);
        }

        return IsLive(remembered, personId) ? remembered : null;
    }

    private async Task<Remembered> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        // The age counts from before the read: what it finds may be from then.
        var readAt = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return Remember(id, new(await _read(db, id), readAt));
    }

    private bool IsLive(Remembered remembered, Guid personId)
    {
        var now = clock.UtcNow();
        return remembered.State is { IsOver: false } state && state.PersonId == personId
            && now < state.ExpiresAtUtc && now < state.LastSeenAtUtc + _limits.IdleOf(state.IsRemembered);
    }

    private Remembered Remember(Guid id, Remembered read) => _memory.AddOrUpdate(id, read, (_, known) => known.State is null ? known : read);

    /// <param name="IsOver">Ended, or the person is not active.</param>
    private sealed record SessionState(Guid PersonId, bool IsRemembered, bool IsOver, DateTime LastSeenAtUtc, DateTime ExpiresAtUtc);

    /// <param name="state">Null: ended on this node, or unknown.</param>
    private sealed class Remembered(SessionState? state, long readAt)
    {
        private int _isNoted;

        public SessionState? State { get; } = state;

        /// <summary>A timestamp of the clock.</summary>
        public long ReadAt { get; } = readAt;

        /// <returns>Whether this is the first use since the state was read.</returns>
        public bool TryNoteUse() => Interlocked.Exchange(ref _isNoted, 1) == 0;
    }
}
