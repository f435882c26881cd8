using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Network;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.People.SignOn;

/// <summary>What the protocol's handler asks of us. Every failure, whatever its cause, ends in a page of the academy: one provider's trouble is nobody
/// else's.</summary>
public sealed partial class ProviderEvents(SecurityJournal journal, ILogger<ProviderEvents> logger)
{
    /// <summary>The ID token, in the properties of a sign-in or a sign-out.</summary>
    internal const string IdToken = "id_token";

    /// <summary>In the properties of a sign-in: it is asked a second time, after a key that was not known.</summary>
    internal const string AgainItem = "sign-on.again";

    internal void AddTo(OpenIdConnectOptions options, SignOnProvider provider)
    {
        var events = options.Events;
        var (redirect, validated, leave) = (events.OnRedirectToIdentityProvider, events.OnTokenValidated, events.OnRedirectToIdentityProviderForSignOut);
        events.OnRedirectToIdentityProvider = async context =>
        {
            await redirect(context);
            if (provider.Options is { CountsAs: ProviderSecondFactor.WhenClaimed, SecondFactorAcr: { Length: > 0 } acr })
            {
                context.ProtocolMessage.AcrValues = acr;
            }
        };
        events.OnTokenValidated = async context =>
        {
            await validated(context);
            if (context.Result is null && provider.Kind == SignOnKind.EntraId && !string.Equals(context.Principal?.FindFirst("tid")?.Value, provider.Options.TenantId, StringComparison.OrdinalIgnoreCase))
            {
                context.Fail(new SecurityTokenInvalidIssuerException("The token is of another tenant."));
                return;
            }

            // The protocol lets the handler accept an unsigned token where the provider itself hands it out over TLS; we do not.
            if (context.Result is null && context.SecurityToken.RawSignature.Length == 0)
            {
                context.Fail(new SecurityTokenInvalidSignatureException("The token is not signed."));
                return;
            }

            if (context.TokenEndpointResponse?.IdToken is { Length: > 0 } token)
            {
                context.Properties!.StoreTokens([new AuthenticationToken { Name = IdToken, Value = token }]);
            }
        };
        events.OnRedirectToIdentityProviderForSignOut = async context =>
        {
            await leave(context);
            context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(IdToken);
            context.ProtocolMessage.ClientId = provider.Options.ClientId;
        };
        events.OnAccessDenied = context =>
        {
            context.Response.Redirect(PeopleRoutes.Problem(new SignOnDenied(), provider.Name));
            context.HandleResponse();
            return Task.CompletedTask;
        };
        events.OnRemoteFailure = context =>
        {
            Fail(context, provider);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private void Fail(RemoteFailureContext context, SignOnProvider provider)
    {
        var failure = context.Failure;
        if (failure is SecurityTokenSignatureKeyNotFoundException && context.Properties is { } properties && !properties.Items.ContainsKey(AgainItem))
        {
            // The provider has changed its key. The library would read the new one some time later in the background: read at once, the person need not notice.
            KeyNotKnown(logger, provider.Name);
            ReadAnew((OpenIdConnectOptions)context.Options);
            context.Response.Redirect(PeopleRoutes.SignInWith(provider.Name, ReturnUrlOf(properties), again: true));
            return;
        }

        var reason = ReasonOf(failure);
        if (reason is SignOnAway)
        {
            Away(logger, provider.Name, failure);
        }
        else
        {
            Refused(logger, provider.Name, reason.Code, failure);
            journal.Record(SecurityEvents.SignInFailed, null, null, context.HttpContext.Address(), new AuditDetail { Provider = provider.Name, Failure = SignInFailure.ProviderRefused }.Write());
        }

        context.Response.Redirect(PeopleRoutes.Problem(reason, provider.Name));
    }

    private static void ReadAnew(OpenIdConnectOptions options) => options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
        options.MetadataAddress!, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata })
    {
        RefreshInterval = options.RefreshInterval, AutomaticRefreshInterval = options.AutomaticRefreshInterval,
    };

    private static string? ReturnUrlOf(AuthenticationProperties properties) =>
        properties.RedirectUri?.IndexOf('?', StringComparison.Ordinal) is > 0 and var at ? QueryHelpers.ParseQuery(properties.RedirectUri[at..])["returnUrl"].ToString() : null;

    /// <summary>Notes that a provider could not be reached.</summary>
    internal void NoteAway(SignOnProvider provider, Exception failure) => Away(logger, provider.Name, failure);

    private static Refusal ReasonOf(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SecurityTokenException or OpenIdConnectProtocolInvalidNonceException or OpenIdConnectProtocolInvalidStateException:
                    return new SignOnInvalid();
                case HttpRequestException or IOException or OperationCanceledException:
                    return new SignOnAway();
                case OpenIdConnectProtocolException protocol when protocol.Data["error"] is "temporarily_unavailable" or "server_error":
                    return new SignOnAway();
                // The code was used or is too old.
                case OpenIdConnectProtocolException protocol when protocol.Data["error"] is "invalid_grant":
                    return new SignOnExpired();
                // The answer belongs to no question that this browser asked in the last quarter of an hour.
                case AuthenticationFailureException { InnerException: null, Message: "Correlation failed." }:
                    return new SignOnExpired();
            }
        }

        return new SignOnInvalid();
    }

    [LoggerMessage(1, LogLevel.Warning, "A sign-in by provider {Provider} was refused as {Reason}")]
    private static partial void Refused(ILogger logger, string provider, string reason, Exception? exception);

    [LoggerMessage(3, LogLevel.Information, "Provider {Provider} signs with a key that was not known: its keys are read, and the question is asked again")]
    private static partial void KeyNotKnown(ILogger logger, string provider);

    [LoggerMessage(2, LogLevel.Error, "Provider {Provider} does not answer as it should; the other ways to sign in are not concerned")]
    private static partial void Away(ILogger logger, string provider, Exception? exception);
}
