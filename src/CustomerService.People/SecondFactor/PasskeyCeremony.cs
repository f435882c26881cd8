using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.People.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.SecondFactor;

/// <summary>What the page's script needs to call the browser (WebAuthn), and what the form then sends back beside the browser's answer.</summary>
/// <param name="Options">The options of <c>navigator.credentials</c>.</param>
/// <param name="State">The challenge, encrypted, for five minutes.</param>
public sealed record PasskeyChallenge(JsonNode Options, string State);

/// <summary>Identity's passkey ceremonies, with their state in the form instead of Identity's cookie, which the second step of signing in needs
/// for itself.</summary>
public sealed class PasskeyCeremony(IPasskeyHandler<Account> handler, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _registration = protection.CreateProtector("People.Passkey.Registration").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _signIn = protection.CreateProtector("People.Passkey.SignIn").ToTimeLimitedDataProtector();

    public async Task<PasskeyChallenge> BeginRegistrationAsync(Account account, string displayName, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(account);
        var person = new PasskeyUserEntity { Id = account.Id.ToString("D"), Name = account.UserName ?? displayName, DisplayName = displayName };
        var made = await handler.MakeCreationOptionsAsync(person, context);
        return new(JsonNode.Parse(made.CreationOptionsJson)!, _registration.Protect(made.AttestationState ?? "", Lifetime));
    }

    /// <param name="account">Whose passkeys may answer; null: any that is stored for this site.</param>
    public async Task<PasskeyChallenge> BeginSignInAsync(Account? account, HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(account!, context);
        return new(JsonNode.Parse(made.RequestOptionsJson)!, _signIn.Protect(made.AssertionState ?? "", Lifetime));
    }

    /// <returns>The new passkey; null if the answer does not fit a challenge of these five minutes that was made for the person.</returns>
    public async Task<UserPasskeyInfo?> FinishRegistrationAsync(Guid personId, string? state, string? credential, HttpContext context)
    {
        if (Open(_registration, state) is not { } opened || !IsObject(credential))
        {
            return null;
        }

        var outcome = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential!, AttestationState = opened });
        return outcome.Succeeded && outcome.UserEntity.Id == personId.ToString("D") ? outcome.Passkey : null;
    }

    /// <returns>Whose passkey answered, and its new state; null if none that is known, or not to a challenge of these five minutes.</returns>
    public async Task<(Account Account, UserPasskeyInfo Passkey)?> FinishSignInAsync(string? state, string? credential, HttpContext context)
    {
        if (Open(_signIn, state) is not { } opened || !IsObject(credential))
        {
            return null;
        }

        var outcome = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential!, AssertionState = opened });
        return outcome.Succeeded ? (outcome.User, outcome.Passkey) : null;
    }

    private static string? Open(ITimeLimitedDataProtector protector, string? state)
    {
        try
        {
            return string.IsNullOrEmpty(state) ? null : protector.Unprotect(state);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The handler throws on text that is not JSON.</summary>
    private static bool IsObject(string? text)
    {
        try
        {
            return !string.IsNullOrEmpty(text) && JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
