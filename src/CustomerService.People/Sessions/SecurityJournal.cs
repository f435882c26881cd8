using System.Net;
using System.Threading.Channels;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Sessions;

/// <summary>Writes what no request may wait for: security events that belong to no unit of work, and when sessions were last seen. In memory until
/// the next commit, a moment later; a killed process loses that moment. Whoever provokes events fills the database only so far:
/// <see cref="MaxOfAddress"/> and <see cref="MaxOfAll"/> a minute, and <see cref="PurgeSessions"/> removes old ones.</summary>
public sealed partial class SecurityJournal(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, ILogger<SecurityJournal> logger) : BackgroundService
{
    /// <summary>Events that one network address may add in a minute on a node.</summary>
    public const int MaxOfAddress = 60;

    /// <summary>Events that a node writes in a minute.</summary>
    public const int MaxOfAll = 1000;

    /// <summary>How often a session's last use is written at most.</summary>
    public static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(5);

    private const int MaxBatch = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _addresses = new(StringComparer.Ordinal);
    private long _windowStart = clock.GetTimestamp();
    private int _count;
    private int _left;

    /// <summary>Notes an event; returns at once.</summary>
    /// <param name="action">One of <see cref="SecurityEvents"/>.</param>
    /// <param name="actorId">Who did it; null if nobody is signed in.</param>
    /// <param name="subjectId">Whose account or rights it concerns, if that is known.</param>
    /// <param name="address">The network address of the request.</param>
    public void Record(string action, Guid? actorId, Guid? subjectId, string? address, string? detail = null)
    {
        if (IsWithinLimits(ClientAddress.Of(IPAddress.TryParse(address, out var known) ? known : null)))
        {
            Noted(logger, action, actorId, subjectId);
            _entries.Writer.TryWrite(new(new AuditEntry(actorId, action, subjectId, detail, clock.UtcNow(), address), null, null));
        }
    }

    /// <summary>Notes that a session was used; returns at once.</summary>
    internal void Seen(Guid sessionId) => _entries.Writer.TryWrite(new(null, sessionId, null));

    /// <summary>Waits until everything noted so far is written.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _entries.Writer.WriteAsync(new(null, null, written), cancellationToken);
        await written.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not cancelled at the stop: what was noted is written first.
        var batch = new List<Entry>();
        while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch);
            batch.ForEach(e => e.Written?.TrySetResult());
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _entries.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    private async Task WriteAsync(List<Entry> batch)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            var events = batch.Select(e => e.Event).OfType<AuditEntry>().ToList();
            if (events.Count > 0)
            {
                db.AddRange(events);
                await db.SaveChangesAsync();
            }

            var seen = batch.Select(e => e.Seen).OfType<Guid>().Distinct().ToList();
            if (seen.Count > 0)
            {
                var (now, before) = (clock.UtcNow(), clock.UtcNow() - SeenInterval);
                await db.Set<UserSession>().Where(s => seen.Contains(s.Id) && s.EndedAtUtc == null && s.LastSeenAtUtc <= before)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAtUtc, now));
            }
        }
        catch (Exception e)
        {
            WriteFailed(logger, batch.Count, e);
        }
    }

    private bool IsWithinLimits(string address)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_windowStart) >= Window)
            {
                if (_left > 0)
                {
                    LeftOut(logger, _left);
                }

                (_windowStart, _count, _left) = (clock.GetTimestamp(), 0, 0);
                _addresses.Clear();
            }

            var ofAddress = _addresses.GetValueOrDefault(address);
            if (ofAddress >= MaxOfAddress || _count >= MaxOfAll)
            {
                _left++;
                return false;
            }

            _addresses[address] = ofAddress + 1;
            _count++;
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} security events or uses of sessions could not be written")]
    private static partial void WriteFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Count} security events of one minute are not in the audit: there were too many")]
    private static partial void LeftOut(ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Information, "Security event {Action} by {ActorId} on {SubjectId}")]
    private static partial void Noted(ILogger logger, string action, Guid? actorId, Guid? subjectId);

    /// <summary>An event, the use of a session, or somebody who waits for those before.</summary>
    private sealed record Entry(AuditEntry? Event, Guid? Seen, TaskCompletionSource? Written);
}
