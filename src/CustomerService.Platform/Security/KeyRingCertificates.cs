using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CustomerService.Platform.Security;

/// <summary>The certificates of <see cref="KeyRingOptions"/>, read once, or what is wrong with them.</summary>
internal sealed class KeyRingCertificates
{
    public KeyRingCertificates(KeyRingOptions options)
    {
        Present = Read(options.Certificate, options.CertificatePassword, nameof(options.Certificate));
        Previous = Read(options.PreviousCertificate, options.PreviousCertificatePassword, nameof(options.PreviousCertificate));
    }

    /// <summary>Encrypts and opens; null: not set, or not readable.</summary>
    public X509Certificate2? Present { get; }

    /// <summary>Only opens.</summary>
    public X509Certificate2? Previous { get; }

    public IEnumerable<X509Certificate2> All => new[] { Present, Previous }.OfType<X509Certificate2>();

    /// <summary>For the operator; null: nothing is wrong.</summary>
    public string? Problem { get; private set; }

    private X509Certificate2? Read(string? file, string? password, string setting)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            using var key = certificate.GetRSAPrivateKey();
            if (key is not null)
            {
                return certificate;
            }

            certificate.Dispose();
            Problem ??= $"KeyRing:{setting} must be a file with an RSA private key.";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Problem ??= $"KeyRing:{setting} cannot be read: name a PKCS #12 file that this user may read, and its password in KeyRing:{setting}Password.";
        }

        return null;
    }
}
