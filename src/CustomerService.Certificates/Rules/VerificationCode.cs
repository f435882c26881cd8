using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Rules;

/// <summary>The secret code for verifying a certificate: 100 random bits in Crockford's base 32 (no I, L, O, U),
/// infeasible to guess and easy to read aloud.</summary>
public readonly record struct VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 4;

    /// <summary>Length of a code in characters, without hyphens; five bits each.</summary>
    public const int Length = 20;

    private VerificationCode(string compact) => Compact = compact;

    /// <summary>As stored and as used in URLs: <c>7Q2MD4XK9B3V0TRC8WJH</c>.</summary>
    public string Compact { get; }

    /// <summary>As printed: <c>7Q2M-D4XK-9B3V-0TRC-8WJH</c>.</summary>
    public string Grouped => string.Join('-', Enumerable.Range(0, Length / Group).Select(StartAt));

    /// <summary>A new code from the cryptographic random number generator.</summary>
    public static VerificationCode Create() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Parses user input: any case, any digits, hyphens, spaces and direction marks anywhere, O for 0, I and L for 1.</summary>
    /// <returns>Whether it has the format of a code.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out VerificationCode code)
    {
        code = default;
        if (text is null || text.Length > 4 * Length)
        {
            return false;
        }

        Span<char> compact = stackalloc char[Length];
        var count = 0;
        foreach (var typed in Digits.ToAscii(text))
        {
            if (IsSpacing(typed))
            {
                continue;
            }

            var letter = char.ToUpperInvariant(typed) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (count == Length || !Alphabet.Contains(letter, StringComparison.Ordinal))
            {
                return false;
            }

            compact[count++] = letter;
        }

        code = count == Length ? new(new string(compact)) : default;
        return count == Length;
    }

    /// <summary>A code read from the database.</summary>
    public static VerificationCode Stored(string compact) => new(compact);

    public override string ToString() => Grouped;

    private string StartAt(int group) => Compact.Substring(group * Group, Group);

    private static bool IsSpacing(char character) =>
        char.IsWhiteSpace(character) || character is '-' or '_' or '.' or (>= '\u2010' and <= '\u2015') or '\u2212'
            or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\u0640';
}
