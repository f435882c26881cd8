using System.Collections.Concurrent;
using System.Diagnostics;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Outbox;

/// <summary>Delivers outbox messages after the commit that wrote them, at least once, including those of a crashed node.
/// Runs on several nodes, with several workers each: a message is claimed for <see cref="Claim"/> by one conditional
/// update, and the claim is renewed while the handler runs. A restart on the same machine takes up at once what the
/// killed process had claimed; another node does when the claim expires. A handler that lost its claim is cancelled.</summary>
public sealed partial class OutboxDispatcher(
    IDbContextFactory<AppDbContext> contexts, IServiceScopeFactory scopes, IEnumerable<OutboxRoute> routes,
    OutboxSignal signal, IOptions<OutboxOptions> options, PlatformMetrics metrics, TimeProvider clock, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    /// <summary>Claim duration: if not renewed for this long, another node may claim the message.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <summary>Source of the delivery activities, each named after the message kind. They continue the trace in which the message was queued.</summary>
    public const string ActivitySourceName = "CustomerService.Outbox";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    private static readonly TimeSpan Renewal = Claim / 4;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, Guid> _atWork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutboxRoute> _byKind = routes.ToDictionary(r => r.Kind, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ReleaseEndedAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The claims of a killed process then expire by themselves.
            ReadFailed(logger, e);
        }

        await Task.WhenAll(Enumerable.Range(0, options.Value.Parallel).Select(_ => WorkAsync(stoppingToken)));
    }

    /// <summary>Drops the claims of processes of this machine that no longer run.</summary>
    private async Task ReleaseEndedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var claimed = db.Set<OutboxMessage>().Where(m => m.DoneAtUtc == null && m.ClaimedBy != null);
        foreach (var owner in await claimed.Select(m => m.ClaimedBy!).Distinct().ToListAsync(cancellationToken))
        {
            if (ProcessMark.HasEnded(owner))
            {
                var released = await ReleaseAsync(claimed.Where(m => m.ClaimedBy == owner), cancellationToken);
                Released(logger, released, owner);
            }
        }
    }

    private static Task<int> ReleaseAsync(IQueryable<OutboxMessage> messages, CancellationToken cancellationToken) => messages.ExecuteUpdateAsync(
        s => s.SetProperty(m => m.ClaimedUntilUtc, (DateTime?)null).SetProperty(m => m.ClaimedBy, (string?)null), cancellationToken);

    /// <summary>The name of one claim: this process, so that its end can be seen, and a number of the claim's own.</summary>
    private static string NewOwner()
    {
        var claim = Guid.NewGuid().ToString("N");
        var process = ProcessMark.Current;
        return $"{process[..Math.Min(process.Length, OutboxMessage.MaxOwner - claim.Length - 1)]} {claim}";
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DeliverNextAsync(stoppingToken))
                {
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                ReadFailed(logger, e);
            }

            try
            {
                await signal.WaitAsync(PollInterval, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Claims and delivers one due message.</summary>
    /// <returns>Whether a message was due.</returns>
    public async Task<bool> DeliverNextAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcNow();
        var open = db.Set<OutboxMessage>().Where(m => m.DoneAtUtc == null && m.DueAtUtc <= now && (m.ClaimedUntilUtc == null || m.ClaimedUntilUtc < now));
        var busy = _atWork.Keys.ToArray();
        if (busy.Length > 0)
        {
            open = open.Where(m => !busy.Contains(m.Kind));
        }

        var next = await open.AsNoTracking().OrderBy(m => m.DueAtUtc).FirstOrDefaultAsync(cancellationToken);
        if (next is null)
        {
            return false;
        }

        var route = _byKind.GetValueOrDefault(next.Kind);
        if (route is { OneAtATime: true } && !_atWork.TryAdd(next.Kind, next.Id))
        {
            // Another worker just claimed a message of this kind: query again without the kind.
            return true;
        }

        try
        {
            var owner = NewOwner();
            if (await ClaimAsync(open.Where(m => m.Id == next.Id), owner, now, cancellationToken))
            {
                await DeliverAsync(db, next, owner, route, cancellationToken);
            }
        }
        finally
        {
            if (route is { OneAtATime: true })
            {
                _atWork.TryRemove(next.Kind, out _);
            }
        }

        return true;
    }

    private static async Task<bool> ClaimAsync(IQueryable<OutboxMessage> message, string owner, DateTime now, CancellationToken cancellationToken)
    {
        var until = now + Claim;
        return await message.ExecuteUpdateAsync(
            s => s.SetProperty(m => m.ClaimedUntilUtc, until).SetProperty(m => m.ClaimedBy, owner).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken) > 0;
    }

    private async Task DeliverAsync(AppDbContext db, OutboxMessage next, string owner, OutboxRoute? route, CancellationToken cancellationToken)
    {
        // There may be more messages, and this one may take long: wake another worker.
        signal.Notify();
        string? error = null;
        using var activity = (Source.HasListeners() ? Source.StartActivity($"deliver {next.Kind}", ActivityKind.Consumer, next.QueuedBy) : null)?
            .SetTag("academy.outbox.message_id", next.Id).SetTag("academy.outbox.attempt", next.Attempts + 1);
        // Whoever lost the claim, because it could not be renewed in time, leaves the message to the new owner.
        var mine = db.Set<OutboxMessage>().Where(m => m.Id == next.Id && m.ClaimedBy == owner);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await using var claim = new HeldClaim(this, next.Id, owner, lost);
            if (route is not null)
            {
                await using var scope = scopes.CreateAsyncScope();
                await route.Run(scope.ServiceProvider, next.Payload, lost.Token);
            }
            else
            {
                error = nameof(NoHandler);
                NoHandler(logger, next.Id, next.Kind);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping: release the claim so that another node, or the next start, takes the message at once.
            await ReleaseAsync(mine, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (lost.IsCancellationRequested)
        {
            ClaimLost(logger, next.Id, next.Kind, e);
            return;
        }
        catch (Exception e)
        {
            error = e.GetType().Name;
            DeliveryFailed(logger, next.Id, next.Kind, next.Attempts + 1, e);
        }

        activity?.SetStatus(error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, error);
        metrics.Delivered(next.Kind, succeeded: error is null);
        var done = error is null ? clock.UtcNow() : (DateTime?)null;
        var retryAt = clock.UtcNow() + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(3, next.Attempts)));
        // Recorded as delivered even if the host stops now.
        await mine.ExecuteUpdateAsync(
            s => s.SetProperty(m => m.DoneAtUtc, done).SetProperty(m => m.ClaimedUntilUtc, (DateTime?)null).SetProperty(m => m.ClaimedBy, (string?)null)
                  .SetProperty(m => m.DueAtUtc, m => error == null ? m.DueAtUtc : retryAt).SetProperty(m => m.LastError, error), CancellationToken.None);
    }

    /// <param name="lost">Cancelled when the claim has become another's.</param>
    private async Task RenewAsync(Guid id, string owner, CancellationTokenSource lost, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        while (await timer.WaitForNextTickAsync(over))
        {
            try
            {
                var until = clock.UtcNow() + Claim;
                await using var db = await contexts.CreateDbContextAsync(over);
                if (await db.Set<OutboxMessage>().Where(m => m.Id == id && m.ClaimedBy == owner).ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedUntilUtc, until), over) == 0)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
            catch (Exception e) when (!over.IsCancellationRequested)
            {
                // The next renewal is due well before the claim expires.
                RenewalFailed(logger, id, e);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Outbox message {Id} of kind {Kind} failed at attempt {Attempt}")]
    private static partial void DeliveryFailed(ILogger logger, Guid id, string kind, int attempt, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The outbox could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The claim on outbox message {Id} could not be renewed")]
    private static partial void RenewalFailed(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "Outbox message {Id} of kind {Kind} has no handler")]
    private static partial void NoHandler(ILogger logger, Guid id, string kind);

    [LoggerMessage(5, LogLevel.Information, "Outbox messages are taken up that a process of this machine left when it ended: {Count}, claimed by {Owner}")]
    private static partial void Released(ILogger logger, int count, string owner);

    [LoggerMessage(6, LogLevel.Warning, "The claim on outbox message {Id} of kind {Kind} was lost to another process; its delivery was cancelled")]
    private static partial void ClaimLost(ILogger logger, Guid id, string kind, Exception exception);

    /// <summary>Renews the claim on a message until disposed.</summary>
    private sealed class HeldClaim : IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _renewing;

        public HeldClaim(OutboxDispatcher dispatcher, Guid id, string owner, CancellationTokenSource lost) => _renewing = dispatcher.RenewAsync(id, owner, lost, _over.Token);

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _over.Dispose();
        }
    }
}
