using CustomerService.Platform.Localization;
using OtpNet;

namespace CustomerService.People.SecondFactor;

/// <summary>The codes of an authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits, which every app supports.</summary>
public static class TimeCode
{
    /// <summary>RFC 4226 §4 R6 recommends 160 bits.</summary>
    public const int KeyBytes = 20;

    /// <summary>One step of drift each way (RFC 6238 §5.2): clocks may differ by half a minute.</summary>
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    /// <param name="typed">As typed: digits of any set, with or without a space.</param>
    /// <param name="lastStep">The step of the code accepted last: it and those before it are not accepted again.</param>
    /// <param name="step">The step that the code belongs to.</param>
    public static bool TryVerify(byte[] key, string typed, DateTime nowUtc, long lastStep, out long step)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var code = string.Concat(Digits.ToAscii(typed).Where(c => !char.IsWhiteSpace(c)));
        return new Totp(key).VerifyTotp(nowUtc, code, out step, Drift) && step > lastStep;
    }

    /// <summary>The code at an instant.</summary>
    public static string At(byte[] key, DateTime nowUtc) => new Totp(key).ComputeTotp(nowUtc);

    /// <summary>The key as people type it: Base32 in groups of four.</summary>
    public static string Readable(byte[] key) => string.Join(' ', Base32Encoding.ToString(key).TrimEnd('=').Chunk(4).Select(group => new string(group)));

    /// <summary>The key as the address that authenticator apps read from a QR code.</summary>
    public static string Uri(byte[] key, string issuer, string account) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}?secret={Base32Encoding.ToString(key).TrimEnd('=')}&issuer={System.Uri.EscapeDataString(issuer)}";
}
