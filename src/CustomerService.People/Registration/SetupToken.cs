using System.Security.Cryptography;
using System.Text;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Registration;

/// <summary>What whoever sets the academy up must know in Production: only the operator reads the log or the settings, while anybody may be
/// the first to open the page.</summary>
public sealed class SetupToken
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;

    public SetupToken(IOptions<PeopleOptions> options, IHostEnvironment environment)
    {
        var configured = options.Value.SetupToken;
        Value = !string.IsNullOrWhiteSpace(configured) ? configured : environment.IsProduction() ? RandomNumberGenerator.GetString(Letters, Length) : null;
    }

    /// <summary>Null: none is asked for. Otherwise as configured (the same on every node), or random for this process.</summary>
    public string? Value { get; }

    /// <summary>Compares what was typed, in any case, digits and with spaces or hyphens, in constant time.</summary>
    public bool Accepts(string? typed) => Value is not { } value
        || (typed is { Length: <= 200 } && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Plain(typed)), Encoding.UTF8.GetBytes(Plain(value))));

    private static string Plain(string text) => string.Concat(Digits.ToAscii(text).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
