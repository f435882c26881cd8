using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Security;

/// <summary>Configuration section <c>KeyRing</c>: what encrypts the data-protection keys that lie in the database. Empty: nothing does.</summary>
public sealed class KeyRingOptions
{
    public const string Section = "KeyRing";

    /// <summary>Characters of the shortest passphrase.</summary>
    public const int ShortestPassphrase = 20;

    /// <summary>PKCS #12 file (.pfx) with an RSA key. It must be the same on every node, and is not part of a backup.</summary>
    public string? Certificate { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>Instead of a certificate; at least <see cref="ShortestPassphrase"/> characters.</summary>
    public string? Passphrase { get; set; }

    /// <summary>What encrypted the keys so far, at the one start that changes it: that start encrypts them anew.</summary>
    public string? PreviousCertificate { get; set; }

    public string? PreviousCertificatePassword { get; set; }

    /// <inheritdoc cref="PreviousCertificate"/>
    public string? PreviousPassphrase { get; set; }

    public bool IsProtected => !string.IsNullOrEmpty(Certificate) || !string.IsNullOrEmpty(Passphrase);

    internal bool Changes => !string.IsNullOrEmpty(PreviousCertificate) || !string.IsNullOrEmpty(PreviousPassphrase);
}

/// <summary>Says what is wrong with the section <c>KeyRing</c>, without repeating a secret.</summary>
internal sealed class KeyRingOptionsValidator(KeyRingCertificates certificates) : IValidateOptions<KeyRingOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyRingOptions options) => Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private string? Problem(KeyRingOptions options) => options switch
    {
        { Certificate.Length: > 0, Passphrase.Length: > 0 } => "KeyRing: set Certificate or Passphrase, not both.",
        { Passphrase.Length: > 0 and < KeyRingOptions.ShortestPassphrase } => $"KeyRing:Passphrase must have at least {KeyRingOptions.ShortestPassphrase} characters.",
        _ => certificates.Problem,
    };
}
