using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Jobs;

/// <summary>Work of every day. It does what became due since its recorded run (<see cref="JobRun"/>) and records this one: on several nodes at once, after a
/// night that was missed, and asked many times a day it does each thing once.</summary>
public interface IDailyJob
{
    /// <returns>How much it did; null: today's run is done, or its hour has not come.</returns>
    Task<int?> RunAsync(CancellationToken cancellationToken);
}

/// <summary>A registered <see cref="IDailyJob"/>.</summary>
public sealed record DailyJobEntry(Type Job);

/// <summary>Recorded runs.</summary>
public static class DailyJobs
{
    /// <summary>Registers a daily job.</summary>
    public static IServiceCollection AddDailyJob<TJob>(this IServiceCollection services)
        where TJob : class, IDailyJob
    {
        services.TryAddScoped<TJob>();
        return services.AddSingleton(new DailyJobEntry(typeof(TJob)));
    }

    /// <summary>What a job had done by its last run; null: it never ran.</summary>
    public static Task<DateTime?> LastRunAsync(this AppDbContext db, string job, CancellationToken cancellationToken) =>
        db.Set<JobRun>().Where(r => r.Name == job).Select(r => (DateTime?)r.ThroughUtc).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Records within a unit of work that what was due by now is done.</summary>
    public static async Task RecordRunAsync(this AppDbContext db, string job, DateTime nowUtc, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.LockNameAsync(job, cancellationToken);
        if (await db.Set<JobRun>().AsTracking().SingleOrDefaultAsync(r => r.Name == job, cancellationToken) is { } run)
        {
            run.Reach(nowUtc);
        }
        else
        {
            db.Add(new JobRun(job, nowUtc));
        }
    }
}

/// <summary>Asks every daily job after the start and then every <see cref="Interval"/> whether today's run is to be done, on every node. A job that fails
/// is asked again; the others run.</summary>
internal sealed partial class DailyJobService(IServiceScopeFactory scopes, IEnumerable<DailyJobEntry> jobs, TimeProvider clock, ILogger<DailyJobService> logger) : BackgroundService
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
                await RunAllAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    /// <summary>One look.</summary>
    internal async Task RunAllAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in jobs)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await ((IDailyJob)scope.ServiceProvider.GetRequiredService(entry.Job)).RunAsync(cancellationToken) is { } done)
                {
                    JobDone(logger, entry.Job.Name, done);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                JobFailed(logger, e, entry.Job.Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The day's run of {Job} is done: {Count}")]
    private static partial void JobDone(ILogger logger, string job, int count);

    [LoggerMessage(2, LogLevel.Error, "The day's run of {Job} failed; the next look tries again")]
    private static partial void JobFailed(ILogger logger, Exception exception, string job);
}
