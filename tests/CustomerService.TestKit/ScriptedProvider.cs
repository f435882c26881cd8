using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.TestKit;

/// <summary>A provider that says whatever a test lets it say, also what no real one would: it answers every question at once and signs tokens as
/// told. With a tenant it is laid out as Entra ID is.</summary>
public sealed class ScriptedProvider : IProviderOfTests, IAsyncDisposable
{
    public const string ClientId = "academy", ClientSecret = "a-secret-of-the-tests-0123456789";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Account, string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);
    private readonly string _path;

    private ScriptedProvider(WebApplication app, string? tenant)
    {
        _app = app;
        _path = tenant is null ? "" : $"/{tenant}/v2.0";
    }

    /// <inheritdoc/>
    public string Address => _app.Urls.First();

    /// <summary>The address that it calls itself by in tokens.</summary>
    public string Issuer => Address + _path;

    /// <summary>The claims of each account.</summary>
    public ConcurrentDictionary<string, Dictionary<string, object>> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes the ID token of an account before it is signed; nonce, issuer and audience included.</summary>
    public ConcurrentDictionary<string, Action<Dictionary<string, object>>> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>Signs the tokens of an account with something else than the published key; null: with nothing.</summary>
    public ConcurrentDictionary<string, SigningCredentials?> OtherKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last question asked.</summary>
    public IQueryCollection? LastQuestion { get; private set; }

    /// <summary>The key that is published and signs.</summary>
    public RsaSecurityKey Key { get; private set; } = NewKey();

    /// <param name="tenant">The id of a tenant of Entra ID; null: another provider.</param>
    public static async Task<ScriptedProvider> StartAsync(string? tenant = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new ScriptedProvider(app, tenant);
        app.MapGet(provider._path + "/.well-known/openid-configuration", provider.Metadata);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Publishes another key, and signs with it from now on.</summary>
    public void Rotate() => Key = NewKey();

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>A token of any claims, signed by the published key or by another one.</summary>
    public string Sign(Dictionary<string, object> claims, SigningCredentials? credentials, string? type = null) =>
        (credentials, type, new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }) switch
        {
            (null, _, var handler) => handler.CreateToken(JsonSerializer.Serialize(claims)),
            (_, null, var handler) => handler.CreateToken(JsonSerializer.Serialize(claims), credentials),
            (_, _, var handler) => handler.CreateToken(JsonSerializer.Serialize(claims), credentials, new Dictionary<string, object> { ["typ"] = type }),
        };

    public SigningCredentials Credentials => new(Key, SecurityAlgorithms.RsaSha256);

    /// <summary>The claims of a logout token for an account, as they should be.</summary>
    public Dictionary<string, object> LogoutClaims(string account) => new(StringComparer.Ordinal)
    {
        ["iss"] = Issuer, ["aud"] = ClientId, ["iat"] = Now, ["exp"] = Now + 120, ["jti"] = Guid.NewGuid().ToString("N"), ["sub"] = "sub-" + account, ["sid"] = "sid-" + account,
        ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
    };

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Metadata() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = Address + "/authorize", ["token_endpoint"] = Address + "/token", ["jwks_uri"] = Address + "/keys",
        ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var parameters = Key.Rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = Key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        var question = LastQuestion = request.Query;
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (question["account"].ToString(), question["nonce"].ToString(), question["code_challenge"].ToString());
        return Results.Redirect($"{question["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(question["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // A code is good once, and only with the verifier of its challenge.
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || form["client_secret"] != ClientSecret
            || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["iat"] = Now, ["exp"] = Now + 300, ["nonce"] = asked.Nonce, ["sub"] = "sub-" + asked.Account, ["sid"] = "sid-" + asked.Account,
        };
        foreach (var (claim, value) in Accounts.GetValueOrDefault(asked.Account) ?? [])
        {
            claims[claim] = value;
        }

        Changes.GetValueOrDefault(asked.Account)?.Invoke(claims);
        var token = Sign(claims, OtherKeys.TryGetValue(asked.Account, out var other) ? other : Credentials);
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 300, id_token = token });
    }
}
