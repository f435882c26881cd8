using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.People.SignOn;

/// <summary>What a provider's log-out names: its session, its account, or both.</summary>
/// <param name="BeforeUtc">Sessions that began later are not meant, so that a token that is sent twice ends nothing new.</param>
public sealed record ProviderLogout(string Provider, string? SubjectKey, string? SessionKey, DateTime BeforeUtc);

/// <summary>Checks the logout tokens of OpenID Connect Back-Channel Logout 1.0 (section 2.6): signature, issuer, audience and times by the library and the
/// provider's keys, then what tells them from ID tokens.</summary>
public sealed partial class LogoutTokens(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<LogoutTokens> logger)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How far the provider's clock may be behind ours.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(2);

    private static readonly string[] Types = ["logout+jwt", "JWT"];

    /// <returns>Null: the token is not valid.</returns>
    public async Task<ProviderLogout?> ReadAsync(SignOnProvider provider, string? token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var scheme = options.Get(provider.Scheme);
        var configuration = await scheme.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        var validated = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = scheme.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ConfigurationManager = scheme.ConfigurationManager as BaseConfigurationManager,
            ClockSkew = Drift,
        });
        if (!validated.IsValid || validated.SecurityToken is not JsonWebToken jwt || !IsLogout(jwt))
        {
            Refused(logger, provider.Name, validated.Exception);
            return null;
        }

        var subject = jwt.TryGetPayloadValue<string>("sub", out _) ? ProviderIdentity.SubjectKeyOf(provider.Kind, type => jwt.TryGetPayloadValue<string>(type, out var value) ? value : null) : null;
        var session = jwt.TryGetPayloadValue<string>("sid", out var sid) ? ProviderKeys.OfSession(jwt.Issuer, sid) : null;
        return subject is null && session is null ? null : new(provider.Name, subject, session, jwt.IssuedAt + Drift);
    }

    private static bool IsLogout(JsonWebToken token) =>
        (string.IsNullOrEmpty(token.Typ) || Types.Contains(token.Typ, StringComparer.OrdinalIgnoreCase))
        && token.IssuedAt != default
        && !token.TryGetPayloadValue<string>("nonce", out _)
        && token.TryGetPayloadValue<System.Text.Json.JsonElement>("events", out var events) && events.ValueKind == System.Text.Json.JsonValueKind.Object && events.TryGetProperty(Event, out _);

    [LoggerMessage(1, LogLevel.Warning, "A log-out of provider {Provider} was refused: its token is not valid")]
    private static partial void Refused(ILogger logger, string provider, Exception? exception);
}
