using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Learning.Assignments;

/// <summary>Runs <see cref="RepairAssignments"/> and <see cref="ApplyRules"/>, whose delays are over by then, after the start, while pages are served, and then every <see cref="Interval"/>, on every node.</summary>
internal sealed partial class AssignmentRepairService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AssignmentRepairService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>The first look, when the first requests have had the machine for themselves.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Delay, clock, stoppingToken);
            using var timer = new PeriodicTimer(Interval, clock);
            do
            {
                await RepairAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (assigned, undated, ended) = await scope.ServiceProvider.GetRequiredService<RepairAssignments>().RunAsync(cancellationToken);
            if (assigned > 0 || undated > 0 || ended > 0)
            {
                Repaired(logger, assigned, undated, ended);
            }

            if (await scope.ServiceProvider.GetRequiredService<ApplyRules>().RunAllAsync(cancellationToken) is > 0 and var changed)
            {
                RulesApplied(logger, changed);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RepairFailed(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Assignments are repaired: {Assigned} were missing, {Undated} of customers lost a due date, {Ended} causes had ended")]
    private static partial void Repaired(ILogger logger, int assigned, int undated, int ended);

    [LoggerMessage(3, LogLevel.Information, "Rules of assignment are applied: {Changed} causes began or ended")]
    private static partial void RulesApplied(ILogger logger, int changed);

    [LoggerMessage(2, LogLevel.Error, "Assignments could not be repaired; the next look tries again")]
    private static partial void RepairFailed(ILogger logger, Exception exception);
}
