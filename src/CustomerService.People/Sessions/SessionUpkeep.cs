using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Sessions;

/// <summary>Sweeps the memory of sessions every ten minutes, and runs <see cref="PurgeSessions"/> every hour.</summary>
internal sealed partial class SessionUpkeep(IServiceScopeFactory scopes, SessionRegistry registry, TimeProvider clock, ILogger<SessionUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, clock);
        var purged = clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                registry.Sweep();
                if (clock.GetElapsedTime(purged) >= PurgeInterval)
                {
                    purged = clock.GetTimestamp();
                    await PurgeAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<PurgeSessions>().RunAsync(cancellationToken);
            if (count > 0)
            {
                Purged(logger, count);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            PurgeFailed(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Removed {Count} old sessions and security events")]
    private static partial void Purged(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "Old sessions and security events could not be removed")]
    private static partial void PurgeFailed(ILogger logger, Exception exception);
}
