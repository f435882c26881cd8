using System.Threading.RateLimiting;
using CustomerService.Certificates;
using CustomerService.People;
using CustomerService.Platform.Network;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CustomerService.Web.Hosting;

/// <summary>Rate limits per IP address for the anonymous endpoints. Loading a form is free; submitting it counts, and so does
/// every certificate lookup.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, configured) =>
        {
            var limits = configured.Value;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(PeopleSetup.SignInLimit, context => Posts(context, limits.SignInPerMinute));
            limiter.AddPolicy(PeopleSetup.RegisterLimit, context => Posts(context, limits.RegisterPerMinute));
            limiter.AddPolicy(CertificatesSetup.VerifyLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                ClientAddress.Of(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.VerifyPerMinute, Window = Window }));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
        });
    }

    private static RateLimitPartition<string> Posts(HttpContext context, int perMinute) => HttpMethods.IsPost(context.Request.Method)
        ? RateLimitPartition.GetSlidingWindowLimiter(ClientAddress.Of(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = Window,
            SegmentsPerWindow = 6,
        })
        : RateLimitPartition.GetNoLimiter("reading");
}
