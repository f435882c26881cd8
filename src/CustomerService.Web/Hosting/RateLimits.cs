using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerService.Web.Hosting;

/// <summary>How often one address may try the doors that strangers can knock on. Reading a form is free; sending it counts.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy("sign-in", context => Posts(context, configuration.GetValue("RateLimits:SignInPerMinute", 20)));
        limiter.AddPolicy("register", context => Posts(context, configuration.GetValue("RateLimits:RegisterPerMinute", 6)));
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
    });

    private static RateLimitPartition<string> Posts(HttpContext context, int perMinute) => HttpMethods.IsPost(context.Request.Method)
        ? RateLimitPartition.GetSlidingWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "local", _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        })
        : RateLimitPartition.GetNoLimiter("reading");
}
