using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Learning.Validities;

/// <summary>Runs <see cref="TellValidity"/> after the start and then asks every <see cref="Interval"/> whether today's run is done, on every node.</summary>
internal sealed partial class ValidityService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ValidityService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>The first look, when the first requests have had the machine for themselves.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Delay, clock, stoppingToken);
            using var timer = new PeriodicTimer(Interval, clock);
            do
            {
                await TellAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<TellValidity>().RunAsync(cancellationToken) is { } told)
            {
                Told(logger, told.EndsSoon, told.Ended);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            TellFailed(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Of validities {EndsSoon} end soon and {Ended} have ended; the people are told")]
    private static partial void Told(ILogger logger, int endsSoon, int ended);

    [LoggerMessage(2, LogLevel.Error, "The day's ends of validity could not be told; the next look tries again")]
    private static partial void TellFailed(ILogger logger, Exception exception);
}
