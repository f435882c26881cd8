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
/// update, and the claim is renewed while the handler runs.</summary>
public sealed partial class OutboxDispatcher(
    IDbContextFactory<AppDbContext> contexts, IServiceScopeFactory scopes, IEnumerable<OutboxRoute> routes,
    OutboxSignal signal, IOptions<OutboxOptions> options, PlatformMetrics metrics, TimeProvider clock, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    /// <summary>Claim duration: if not renewed for this long, another node may claim the message.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    /// <summary>Source of the delivery activities, each named after the message kind.</summary>
    public const string ActivitySourceName = "CustomerService.Outbox";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    private static readonly TimeSpan Renewal = Claim / 4;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, Guid> _atWork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutboxRoute> _byKind = routes.ToDictionary(r => r.Kind, StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Parallel).Select(_ => WorkAsync(stoppingToken)));

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
            if (await ClaimAsync(open.Where(m => m.Id == next.Id), now, cancellationToken))
            {
                await DeliverAsync(db, next, route, cancellationToken);
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

    private static async Task<bool> ClaimAsync(IQueryable<OutboxMessage> message, DateTime now, CancellationToken cancellationToken)
    {
        var until = now + Claim;
        return await message.ExecuteUpdateAsync(
            s => s.SetProperty(m => m.ClaimedUntilUtc, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken) > 0;
    }

    private async Task DeliverAsync(AppDbContext db, OutboxMessage next, OutboxRoute? route, CancellationToken cancellationToken)
    {
        // There may be more messages, and this one may take long: wake another worker.
        signal.Notify();
        string? error = null;
        using var activity = Source.StartActivity($"deliver {next.Kind}", ActivityKind.Consumer)?
            .SetTag("academy.outbox.message_id", next.Id).SetTag("academy.outbox.attempt", next.Attempts + 1);
        try
        {
            await using var claim = new HeldClaim(this, next.Id);
            if (route is not null)
            {
                await using var scope = scopes.CreateAsyncScope();
                await route.Run(scope.ServiceProvider, next.Payload, cancellationToken);
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
            await db.Set<OutboxMessage>().Where(m => m.Id == next.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedUntilUtc, (DateTime?)null), CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
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
        await db.Set<OutboxMessage>().Where(m => m.Id == next.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.DoneAtUtc, done).SetProperty(m => m.ClaimedUntilUtc, (DateTime?)null)
                  .SetProperty(m => m.DueAtUtc, m => error == null ? m.DueAtUtc : retryAt).SetProperty(m => m.LastError, error), CancellationToken.None);
    }

    private async Task RenewAsync(Guid id, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        while (await timer.WaitForNextTickAsync(over))
        {
            try
            {
                var until = clock.UtcNow() + Claim;
                await using var db = await contexts.CreateDbContextAsync(over);
                await db.Set<OutboxMessage>().Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedUntilUtc, until), over);
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

    /// <summary>Renews the claim on a message until disposed.</summary>
    private sealed class HeldClaim : IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _renewing;

        public HeldClaim(OutboxDispatcher dispatcher, Guid id) => _renewing = dispatcher.RenewAsync(id, _over.Token);

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _over.Dispose();
        }
    }
}
