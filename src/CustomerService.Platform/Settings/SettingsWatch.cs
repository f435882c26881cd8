using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Settings;

/// <summary>Asks every few seconds whether another node changed settings: one sum over a handful of rows.</summary>
internal sealed partial class SettingsWatch(SettingsStore settings, TimeProvider clock, ILogger<SettingsWatch> logger) : BackgroundService
{
    /// <summary>How long another node may still go by the former settings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var isTold = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await settings.RefreshIfChangedAsync(stoppingToken);
                isTold = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Told once, until it works again.
                if (!isTold)
                {
                    NotAsked(logger, e);
                }

                isTold = true;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Whether settings were changed could not be asked; the former ones stay in force")]
    private static partial void NotAsked(ILogger logger, Exception exception);
}
