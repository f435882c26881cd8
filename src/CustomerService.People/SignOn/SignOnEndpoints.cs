using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerService.People.SignOn;

/// <summary>The ways to a provider and back. The handler of the protocol answers at <see cref="PeopleRoutes.SignInCallback"/>, before any of these.</summary>
internal static class SignOnEndpoints
{
    /// <summary>In the properties of a sign-in: the provider that it was begun with.</summary>
    private const string ProviderItem = "sign-on.provider";

    public static void MapSignOn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PeopleRoutes.SignInWithPattern, BeginAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet(PeopleRoutes.SignInContinuePattern, ContinueAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet(PeopleRoutes.SignOutThere, LeaveAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet(PeopleRoutes.FrontChannelPattern, FrontChannelAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost(PeopleRoutes.BackChannelPattern, BackChannelAsync).AllowAnonymous().ExcludeFromDescription();
        // Binding a form field, even one that is not sent, makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(PeopleRoutes.EndLinkPattern, EndLinkAsync).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>A link leads here, not a form: the content policy lets no form end at another site.</summary>
    private static async Task<IResult> BeginAsync(
        string provider, string? returnUrl, string? again, SignOnProviders providers, IOptionsMonitor<OpenIdConnectOptions> options, ProviderEvents events, HttpContext context)
    {
        if (providers.Find(provider) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var back = PreferenceEndpoints.ReturnTo(returnUrl);
        if (context.User.Identity?.IsAuthenticated == true)
        {
            return TypedResults.LocalRedirect(back);
        }

        context.Response.Headers.CacheControl = "no-store";
        if (await MetadataAsync(found, options, events, context) is null)
        {
            return TypedResults.LocalRedirect(PeopleRoutes.Problem(new SignOnAway(), found.Name));
        }

        var properties = new AuthenticationProperties { RedirectUri = PeopleRoutes.SignInContinue(found.Name, back) };
        properties.Items[ProviderItem] = found.Name;
        if (again is not null)
        {
            properties.Items[ProviderEvents.AgainItem] = "";
        }

        return TypedResults.Challenge(properties, [found.Scheme]);
    }

    private static async Task<IResult> ContinueAsync(
        string provider, string? returnUrl, SignOnProviders providers, ProviderSignOut seal, SignInByProvider signIn, LocalizedFormatter formatter, HttpContext context)
    {
        if (providers.Find(provider) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        var ticket = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (!ticket.Succeeded || !ticket.Properties.Items.TryGetValue(ProviderItem, out var begun) || begun != found.Name)
        {
            return TypedResults.LocalRedirect(PeopleRoutes.Problem(new SignOnExpired(), found.Name));
        }

        if (ProviderIdentity.Read(found, ticket.Principal) is not { } identity)
        {
            return TypedResults.LocalRedirect(PeopleRoutes.Problem(new SignOnInvalid(), found.Name));
        }

        var token = ticket.Properties.GetTokenValue(ProviderEvents.IdToken);
        var entry = new ProviderEntry(found.Name, identity.SubjectKey, identity.SessionKey, token is null ? null : seal.ProtectToken(token));
        var outcome = await signIn.RunAsync(found, identity, entry, formatter.Language, context.RequestAborted);
        if (outcome.Value is not { } entered)
        {
            return TypedResults.LocalRedirect(PeopleRoutes.Problem(outcome.Refusal!, found.Name));
        }

        var back = PreferenceEndpoints.ReturnTo(returnUrl);
        if (entered.NeedsSecondStep)
        {
            return TypedResults.LocalRedirect(QueryValues.Href(PeopleRoutes.SecondStep, [("returnUrl", back)]));
        }

        LanguagePreference.Follow(context.Response, entered.Language);
        return TypedResults.LocalRedirect(back);
    }

    private static async Task<IResult> LeaveAsync(string? ticket, ProviderSignOut seal, IOptionsMonitor<OpenIdConnectOptions> options, ProviderEvents events, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await seal.FindAsync(ticket, context.RequestAborted) is not { } found
            || string.IsNullOrEmpty((await MetadataAsync(found.Provider, options, events, context))?.EndSessionEndpoint))
        {
            return TypedResults.LocalRedirect(PeopleRoutes.SignedOut);
        }

        var properties = new AuthenticationProperties { RedirectUri = PeopleRoutes.SignedOut };
        properties.SetParameter(ProviderEvents.IdToken, found.IdToken);
        return TypedResults.SignOut(properties, [found.Provider.Scheme]);
    }

    /// <summary>OpenID Connect Front-Channel Logout 1.0: the provider opens this in a frame, where no browser sends our cookie. Its session's id, which
    /// only browser and provider know, tells whose session ends.</summary>
    private static async Task<IResult> FrontChannelAsync(
        string provider, string? iss, string? sid, SignOnProviders providers, IOptionsMonitor<OpenIdConnectOptions> options, ProviderEvents events, EndProviderSessions end, TimeProvider clock, HttpContext context)
    {
        if (providers.Find(provider) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        if (await MetadataAsync(found, options, events, context) is { Issuer: { Length: > 0 } issuer } metadata)
        {
            // Shown in the provider's frame and in no other.
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {OriginOf(metadata.AuthorizationEndpoint)}";
            if (sid is { Length: > 0 } && (iss is null || iss == issuer))
            {
                await end.RunAsync(new(found.Name, null, ProviderKeys.OfSession(issuer, sid), clock.GetUtcNow().UtcDateTime), context.RequestAborted);
            }
        }

        return TypedResults.Text("", "text/html");
    }

    /// <summary>OpenID Connect Back-Channel Logout 1.0. The token is the proof; a browser has no part in it.</summary>
    private static async Task<IResult> BackChannelAsync(
        string provider, SignOnProviders providers, LogoutTokens tokens, EndProviderSessions end, IOptionsMonitor<OpenIdConnectOptions> options, ProviderEvents events, HttpContext context)
    {
        if (providers.Find(provider) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        // A machine asks: a bare status, no page.
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        if (await MetadataAsync(found, options, events, context) is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var token = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["logout_token"].ToString() : null;
        if (await tokens.ReadAsync(found, token, context.RequestAborted) is not { } logout)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        await end.RunAsync(logout, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<IResult> EndLinkAsync(Guid linkId, [FromForm] string? from, UndoSignOnLink undo, HttpContext context)
    {
        var outcome = await undo.OfOneselfAsync(context.User.PersonId(), linkId, context.User.SessionIdOrNull(), context.RequestAborted);
        return outcome.Refusal is NotFound ? TypedResults.NotFound() : TypedResults.LocalRedirect(QueryValues.Href(PeopleRoutes.Account, [("saved", outcome.Succeeded ? "link" : "last-link")]));
    }

    /// <returns>Null: the provider does not answer.</returns>
    private static async Task<OpenIdConnectConfiguration?> MetadataAsync(SignOnProvider provider, IOptionsMonitor<OpenIdConnectOptions> options, ProviderEvents events, HttpContext context)
    {
        try
        {
            return await options.Get(provider.Scheme).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            events.NoteAway(provider, e);
            return null;
        }
    }

    private static string OriginOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "'none'";
}
