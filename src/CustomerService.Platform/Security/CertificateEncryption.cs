using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Security;

/// <summary>Encrypts data-protection keys for a certificate: AES-256-GCM under a random key, which RSA-OAEP with SHA-256 wraps. The framework's own
/// encryption for certificates is XML encryption with RSA PKCS #1 v1.5 and AES-CBC, which nothing authenticates.</summary>
internal sealed class OaepXmlEncryptor(X509Certificate2 certificate) : IXmlEncryptor
{
    internal static readonly RSAEncryptionPadding Padding = RSAEncryptionPadding.OaepSHA256;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = RandomNumberGenerator.GetBytes(SealedKey.KeyBytes);
        using var rsa = certificate.GetRSAPublicKey()!;
        var element = new XElement("certificateEncryptedKey", SealedKey.Element("key", rsa.Encrypt(key, Padding)), SealedKey.Seal(plaintextElement, key));
        CryptographicOperations.ZeroMemory(key);
        return new EncryptedXmlInfo(element, typeof(OaepXmlDecryptor));
    }
}

/// <summary>Opens what <see cref="OaepXmlEncryptor"/> encrypted. Data protection makes it by its name, which the key's XML holds.</summary>
internal sealed class OaepXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">There is no certificate, or it is another one.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        CryptographicException? wrong = null;
        foreach (var certificate in services.GetRequiredService<KeyRingCertificates>().All)
        {
            try
            {
                using var rsa = certificate.GetRSAPrivateKey()!;
                return SealedKey.Open(encryptedElement, rsa.Decrypt(SealedKey.Bytes(encryptedElement, "key"), OaepXmlEncryptor.Padding));
            }
            catch (CryptographicException e)
            {
                wrong = e;
            }
        }

        throw wrong ?? new CryptographicException("The key is encrypted for a certificate, and KeyRing:Certificate is empty.");
    }
}
