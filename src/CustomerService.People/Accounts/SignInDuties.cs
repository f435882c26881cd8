using System.Security.Claims;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Accounts;

/// <summary>What somebody who signed in must do before anything else opens: choose an own password instead of one that was handed out (where it was used:
/// a provider's sign-in needs none),
/// then set up a second factor where the role needs one. Decided from the session's claims, for all pages and endpoints, in this one place.</summary>
public static class SignInDuties
{
    /// <summary>Follows authentication and routing. Whatever does not carry <see cref="ServesIncompleteSignInAttribute"/> leads to the page of
    /// the duty, with the address that was asked for as its return address.</summary>
    public static IApplicationBuilder UseSignInDuties(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use((context, next) =>
        {
            if (PageOf(context.User, context.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value) is not { } page)
            {
                return next(context);
            }

            context.Features.Set(new IncompleteSignIn());
            if (Serves(context))
            {
                return next(context);
            }

            var asked = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent() : "/";
            context.Response.Redirect(QueryHelpers.AddQueryString(page, "returnUrl", asked));
            return Task.CompletedTask;
        });
    }

    /// <summary>The page of the first open duty; null if there is none, or nobody is signed in.</summary>
    public static string? PageOf(ClaimsPrincipal person, SignInOptions options)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(options);
        return person.Identity?.IsAuthenticated != true ? null
            : person.HasClaim(AcademyClaims.Password, nameof(PasswordOrigin.HandedOut)) && !person.HasClaim(c => c.Type == AcademyClaims.Provider) ? PeopleRoutes.OwnPassword
            : options.RequireSecondFactor && NeedsSecondFactor(person) && !person.HasClaim(AcademyClaims.Method, AcademyClaims.TwoFactors) ? PeopleRoutes.TwoStep
            : null;
    }

    /// <summary>Whether one of the roles needs a second factor. Accounts of the demonstration are shared by all who try it: the first visitor's
    /// factor would lock out the others.</summary>
    public static bool NeedsSecondFactor(ClaimsPrincipal person) =>
        person.HasRoleThat(r => r.IsProtected) && !person.HasClaim(AcademyClaims.Password, nameof(PasswordOrigin.Demonstration));

    private static bool Serves(HttpContext context) => context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.GetMetadata<ServesIncompleteSignInAttribute>() is not null
        || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal);
}
