using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CustomerService.Web.Hosting;

public sealed class DrainingOptions
{
    public const string Section = "Hosting";

    /// <summary>Seconds between the stop signal and shutdown, 0 to 300. Behind a load balancer slightly longer than its poll
    /// interval for <c>/health/ready</c>; without one, 0.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; }
}

/// <summary>Keeps serving for a while after the stop signal, so that the load balancer sees "not ready" before the node stops accepting requests.</summary>
internal sealed class Draining(IOptions<DrainingOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    public bool Begun { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Begun)
        {
            // A host that is disposed of after it was stopped stops once more.
            return;
        }

        Begun = true;
        if (options.Value.DrainSeconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
