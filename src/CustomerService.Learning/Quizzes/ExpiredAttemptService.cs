using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Learning.Quizzes;

/// <summary>Submits expired attempts that nobody opens again, every <see cref="Interval"/>, on every node.</summary>
internal sealed partial class ExpiredAttemptService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExpiredAttemptService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<SubmitExpiredAttempts>().RunAsync(cancellationToken);
            if (count > 0)
            {
                HandedIn(logger, count);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SubmitFailed(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Handed in {Count} attempts at their deadline")]
    private static partial void HandedIn(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "Expired attempts could not be handed in")]
    private static partial void SubmitFailed(ILogger logger, Exception exception);
}
