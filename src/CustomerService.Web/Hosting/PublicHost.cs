using CustomerService.Platform;
using CustomerService.Platform.Network;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace CustomerService.Web.Hosting;

/// <summary>What follows from the public address: the host names that are answered, the redirect to https, the addresses in redirects,
/// and names and flags of cookies.</summary>
internal static partial class PublicHost
{
    private const int DaysOfHsts = 365;

    public static void AddPublicHost(this IServiceCollection services)
    {
        services.AddOptions<HstsOptions>().Configure<IOptions<ProxyOptions>>((hsts, proxies) =>
            (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(DaysOfHsts), proxies.Value.HstsSubDomains));
        // Every cookie scheme, whoever adds it: none can be forgotten.
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, SignInCookies>();
        services.AddOptions<AntiforgeryOptions>().PostConfigure<PublicAddress>((form, address) => Adapt(form.Cookie, address));
    }

    /// <summary>Must come first: what follows sees the public host and scheme.</summary>
    public static void UsePublicHost(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PublicHost));
        app.Lifetime.ApplicationStarted.Register(() => Tell(app.Environment, address, logger));
        var isTold = 0;
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            var (request, response) = (context.Request, context.Response);
            response.OnStarting(() =>
            {
                Shorten(request, response);
                return Task.CompletedTask;
            });
            // Probes come by the address of the node.
            if (address.Configured is not { } configured || request.Path.StartsWithSegments(PlatformRoutes.Health, StringComparison.Ordinal))
            {
                return next(context);
            }

            if (!string.Equals(request.Host.Host, configured.Host, StringComparison.OrdinalIgnoreCase))
            {
                return RefuseHostAsync(response);
            }

            // A proxy that is not known may well speak https with the reader: a redirect would come back here without end.
            var isUnknownProxy = request.Headers.ContainsKey("X-Forwarded-Proto");
            if (isUnknownProxy && Interlocked.Exchange(ref isTold, 1) == 0)
            {
                ProxyIgnored(logger, context.Connection.RemoteIpAddress?.ToString());
            }

            if (address.IsSecure && !request.IsHttps && !isUnknownProxy)
            {
                // 308 keeps the method, so that a form is not lost.
                response.StatusCode = StatusCodes.Status308PermanentRedirect;
                response.Headers.Location = address.Base + request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
                return Task.CompletedTask;
            }

            request.Scheme = configured.Scheme;
            request.Host = configured.IsDefaultPort ? new HostString(configured.Host) : new HostString(configured.Host, configured.Port);
            return next(context);
        });
    }

    /// <summary>A redirect within the site names the path alone, so that it holds for whatever name the reader came by.</summary>
    private static void Shorten(HttpRequest request, HttpResponse response)
    {
        if (response.Headers.Location.ToString() is { Length: > 0 } location && response.StatusCode != StatusCodes.Status308PermanentRedirect)
        {
            var own = $"{request.Scheme}://{request.Host.ToUriComponent()}/";
            if (location.StartsWith(own, StringComparison.OrdinalIgnoreCase) && location.AsSpan(own.Length) is not ['/' or '\\', ..])
            {
                response.Headers.Location = location[(own.Length - 1)..];
            }
        }
    }

    private static Task RefuseHostAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync("این نشانی از آنِ این آموزشگاه نیست.\nThis academy does not answer under this host name.\n");
    }

    private static void Adapt(CookieBuilder cookie, PublicAddress address)
    {
        if (!address.IsSecure)
        {
            return;
        }

        // What the prefix __Host- demands of a cookie.
        cookie.Name = address.CookieName(cookie.Name!);
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Path = "/";
        cookie.Domain = null;
    }

    private static void Tell(IHostEnvironment environment, PublicAddress address, ILogger logger)
    {
        if (!environment.IsProduction() || address.IsSecure)
        {
            return;
        }

        if (address.Configured is null)
        {
            AddressMissing(logger);
        }
        else
        {
            AddressPlain(logger, address.Base);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "PublicAddress is not set: any host name is answered, cookies travel over http, and no certificate can be printed. Set it to the address that readers type, such as https://academy.example.org")]
    private static partial void AddressMissing(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "PublicAddress is {Address}: passwords and sessions travel over http and can be read on the way. Use https wherever it is more than a trial in a closed network")]
    private static partial void AddressPlain(ILogger logger, string address);

    [LoggerMessage(3, LogLevel.Warning, "Forwarded headers of {Proxy} are ignored, and everybody behind it counts as one address. If it is your reverse proxy, add it to Hosting:KnownProxies")]
    private static partial void ProxyIgnored(ILogger logger, string? proxy);

    /// <summary>Applied after each scheme's own configuration.</summary>
    private sealed class SignInCookies(PublicAddress address) : IPostConfigureOptions<CookieAuthenticationOptions>
    {
        public void PostConfigure(string? name, CookieAuthenticationOptions options) => Adapt(options.Cookie, address);
    }
}
