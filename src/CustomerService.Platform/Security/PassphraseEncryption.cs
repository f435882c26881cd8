using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Security;

/// <summary>Encrypts data-protection keys with a passphrase: AES-256-GCM under a key derived by PBKDF2 with HMAC-SHA-256
/// (NIST SP 800-132; iterations as OWASP's password storage advice names for it), each with a salt of its own.</summary>
internal sealed class PassphraseXmlEncryptor(string passphrase) : IXmlEncryptor
{
    internal const int Iterations = 600_000;
    internal const int SaltBytes = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var element = new XElement(
            "passphraseEncryptedKey",
            new XAttribute("iterations", Iterations.ToString(CultureInfo.InvariantCulture)),
            SealedKey.Element("salt", salt),
            SealedKey.Seal(plaintextElement, Derive(passphrase, salt, Iterations)));
        return new EncryptedXmlInfo(element, typeof(PassphraseXmlDecryptor));
    }

    internal static byte[] Derive(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormKC), salt, iterations, HashAlgorithmName.SHA256, SealedKey.KeyBytes);
}

/// <summary>Opens what <see cref="PassphraseXmlEncryptor"/> encrypted. Data protection makes it by its name, which the key's XML holds.</summary>
internal sealed class PassphraseXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">There is no passphrase, or it is another one.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var options = services.GetRequiredService<IOptions<KeyRingOptions>>().Value;
        CryptographicException? wrong = null;
        foreach (var passphrase in new[] { options.Passphrase, options.PreviousPassphrase })
        {
            try
            {
                if (!string.IsNullOrEmpty(passphrase))
                {
                    return Decrypt(encryptedElement, passphrase);
                }
            }
            catch (CryptographicException e)
            {
                wrong = e;
            }
        }

        throw wrong ?? new CryptographicException("The key is encrypted with a passphrase, and KeyRing:Passphrase is empty.");
    }

    private static XElement Decrypt(XElement encryptedElement, string passphrase) => SealedKey.Open(
        encryptedElement, PassphraseXmlEncryptor.Derive(passphrase, SealedKey.Bytes(encryptedElement, "salt"), (int)encryptedElement.Attribute("iterations")!));
}
