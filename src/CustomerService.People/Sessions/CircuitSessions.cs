using System.Data.Common;
using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Sessions;

/// <summary>
/// Holds circuits to the session that opened them. Only whoever opens pages of the office may have a circuit; its connection is cut, and cannot be
/// made again, within five seconds of the end of the session, which also ends when a role is granted or revoked.
/// </summary>
public static partial class CircuitSessions
{
    /// <summary>The framework's path of circuits.</summary>
    public const string Path = "/_blazor";

    /// <summary>With <see cref="SessionRegistry.Memory"/> within five seconds.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Must come after authentication.</summary>
    public static IApplicationBuilder UseCircuitSessions(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var registry = app.ApplicationServices.GetRequiredService<SessionRegistry>();
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CircuitSessions));
        return app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            if (!context.User.SeesFigures())
            {
                context.Response.StatusCode = context.User.Identity?.IsAuthenticated == true ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            return WatchedAsync(context, next, registry, clock, logger);
        });
    }

    internal static IServiceCollection AddCircuitSessions(this IServiceCollection services) => services.AddScoped<CircuitHandler, CircuitSessionHandler>();

    private static async Task WatchedAsync(HttpContext context, RequestDelegate next, SessionRegistry registry, TimeProvider clock, ILogger logger)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var watch = WatchAsync(context, registry, clock, logger, over.Token);
        try
        {
            await next(context);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }
    }

    private static async Task WatchAsync(HttpContext context, SessionRegistry registry, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!await IsLiveAsync(context, registry, logger, cancellationToken))
                {
                    context.Abort();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended by itself.
        }
    }

    private static async Task<bool> IsLiveAsync(HttpContext context, SessionRegistry registry, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.IsLiveAsync(context.User, cancellationToken);
        }
        catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException)
        {
            // While the database is away nobody is taken for signed out, and nobody can read or change anything either.
            NotAsked(logger, e);
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The session of a circuit could not be looked up; it stays open until it can")]
    private static partial void NotAsked(ILogger logger, Exception exception);
}

/// <summary>Every act in a circuit is a use of its session, and none is done once the session is over.</summary>
internal sealed class CircuitSessionHandler(SessionRegistry registry, AuthenticationStateProvider authentication, ReaderContext reader) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        reader.Person = (await authentication.GetAuthenticationStateAsync()).User;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        reader.Apply();
        if (await IsOpenAsync())
        {
            await next(context);
        }
    };

    private async ValueTask<bool> IsOpenAsync()
    {
        try
        {
            return await registry.UseAsync(reader.Person ?? (await authentication.GetAuthenticationStateAsync()).User);
        }
        catch (DbException)
        {
            // The page itself fails at its next read, within its frame.
            return true;
        }
    }
}
