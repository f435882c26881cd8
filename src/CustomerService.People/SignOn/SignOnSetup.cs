using CustomerService.Platform.Network;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerService.People.SignOn;

internal static class SignOnSetup
{
    /// <summary>How long a request waits for a provider.</summary>
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddSignOn(this IServiceCollection services, IConfiguration configuration)
    {
        var providers = SignOnProviders.Read(configuration);
        services.AddSingleton(providers);
        services.AddSingleton<IValidateOptions<SignInOptions>, SignOnSettings>();
        services.AddSingleton<ProviderEvents>();
        services.AddSingleton<ProviderSignOut>();
        services.AddSingleton<LogoutTokens>();
        services.AddScoped<RecogniseByProvider>();
        services.AddScoped<AddFromProvider>();
        services.AddScoped<FollowProvider>();
        services.AddScoped<SignInByProvider>();
        services.AddScoped<EndProviderSessions>();
        services.AddScoped<UndoSignOnLink>();
        services.AddScoped<ViewSignOnLinks>();
        services.AddScoped<ViewSignOnRequests>();
        services.AddScoped<AnswerSignOnRequest>();
        var authentication = services.AddAuthentication();
        foreach (var provider in providers.All)
        {
            Add(authentication, provider);
            services.AddOptions<OpenIdConnectOptions>(provider.Scheme)
                .Configure<PublicAddress, ProviderEvents>((options, address, events) => Configure(options, provider, address, events));
        }

        return services;
    }

    private static void Add(AuthenticationBuilder authentication, SignOnProvider provider)
    {
        var settings = provider.Options;
        switch (provider.Kind)
        {
            case SignOnKind.EntraId:
                authentication.AddMicrosoftIdentityWebApp(
                    options => (options.Instance, options.TenantId, options.ClientId, options.ClientSecret) = (settings.Instance, settings.TenantId, settings.ClientId, settings.ClientSecret),
                    configureCookieAuthenticationOptions: null, provider.Scheme, cookieScheme: null);
                break;
            case SignOnKind.OpenIdConnect:
                authentication.AddOpenIdConnect(provider.Scheme, options => (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret));
                break;
            default:
                throw new InvalidOperationException($"{provider.Kind} is no kind of provider.");
        }
    }

    /// <summary>The same for all: code flow with PKCE and nonce, answered by a GET, so that Lax cookies suffice.</summary>
    private static void Configure(OpenIdConnectOptions options, SignOnProvider provider, PublicAddress address, ProviderEvents events)
    {
        var settings = provider.Options;
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.CallbackPath = PeopleRoutes.SignInCallback(provider.Name);
        options.SignedOutCallbackPath = PeopleRoutes.SignOutCallback(provider.Name);
        options.SignedOutRedirectUri = PeopleRoutes.SignedOut;
        // The framework's asks the cookie, which no browser sends in another site's frame; ours asks for the provider's session.
        options.RemoteSignOutPath = default;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        // A handler of our own: Identity.Web puts in one that renames claims.
        options.TokenHandler = new JsonWebTokenHandler { MapInboundClaims = false };
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = ProviderTimeout;
        // Plain http only to this machine itself; the settings are checked.
        options.RequireHttpsMetadata = !new Uri(provider.Kind == SignOnKind.EntraId ? settings.Instance : settings.Authority!).IsLoopback;
        options.Scope.Clear();
        foreach (var scope in SignOnProviderOptions.Words(settings.Scopes))
        {
            options.Scope.Add(scope);
        }

        options.ClaimActions.Clear();
        options.GetClaimsFromUserInfoEndpoint = provider.Kind == SignOnKind.OpenIdConnect;
        foreach (var claim in ClaimsOf(settings).Distinct(StringComparer.Ordinal))
        {
            options.ClaimActions.MapJsonKey(claim, claim);
        }

        var validation = options.TokenValidationParameters;
        validation.ClockSkew = ClockSkew;
        // One tenant, one issuer: exactly the one of the provider's own metadata.
        validation.ValidateIssuer = true;
        validation.IssuerValidator = null;
        Seal(options.CorrelationCookie, address, "academy-correlation.");
        Seal(options.NonceCookie, address, "academy-nonce.");
        events.AddTo(options, provider);
    }

    private static IEnumerable<string> ClaimsOf(SignOnProviderOptions settings) => new[]
    {
        "name", "preferred_username", "locale", settings.GivenNameClaim, settings.FamilyNameClaim, settings.EmailClaim, settings.EmailVerifiedClaim, settings.PersonnelNumberClaim,
        settings.UnitClaim, settings.AudienceClaim, settings.RoleClaim, settings.LeftClaim,
    }.Where(claim => !string.IsNullOrEmpty(claim)).Select(claim => claim!);

    private static void Seal(CookieBuilder cookie, PublicAddress address, string name)
    {
        cookie.Name = address.CookieName(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
