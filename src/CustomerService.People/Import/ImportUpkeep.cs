using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Import;

/// <summary>Runs <see cref="PurgeImports"/> every hour.</summary>
internal sealed partial class ImportUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ImportUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PurgeAsync(stoppingToken);
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
            if (await scope.ServiceProvider.GetRequiredService<PurgeImports>().RunAsync(cancellationToken) is > 0 and var count)
            {
                Purged(logger, count);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            PurgeFailed(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Removed the rows of {Count} imports")]
    private static partial void Purged(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The rows of old imports could not be removed")]
    private static partial void PurgeFailed(ILogger logger, Exception exception);
}
