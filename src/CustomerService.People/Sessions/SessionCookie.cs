using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People.Sessions;

/// <summary>Asks for each request with a sign-in cookie whether its session is live. The claims in the cookie are written anew after
/// <see cref="ClaimsLifetime"/>, so that a new name or membership shows without signing in again. While the database is away the request fails as any
/// other does: nobody is taken for signed out.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan ClaimsLifetime = TimeSpan.FromMinutes(5);

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal is not { } principal || !await services.GetRequiredService<SessionRegistry>().UseAsync(principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        if (services.GetRequiredService<TimeProvider>().GetUtcNow() - context.Properties.IssuedUtc < ClaimsLifetime)
        {
            return;
        }

        if (await services.GetRequiredService<AcademySignInManager>().RebuildAsync(principal) is not { } rebuilt)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(rebuilt);
        context.ShouldRenew = true;
    }
}
