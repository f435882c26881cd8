using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace CustomerService.Platform.Security;

/// <summary>A data-protection key under another key: AES-256-GCM, as XML.</summary>
internal static class SealedKey
{
    public const int KeyBytes = 32;

    /// <returns>The elements that hold it.</returns>
    public static XElement[] Seal(XElement plaintext, byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(plaintext.ToString(SaveOptions.DisableFormatting));
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using (var aes = new AesGcm(key, tag.Length))
        {
            aes.Encrypt(nonce, plain, cipher, tag);
        }

        CryptographicOperations.ZeroMemory(plain);
        return [Element("nonce", nonce), Element("tag", tag), Element("value", cipher)];
    }

    /// <exception cref="CryptographicException">It is another key, or somebody changed it.</exception>
    public static XElement Open(XElement element, byte[] key)
    {
        var cipher = Bytes(element, "value");
        var tag = Bytes(element, "tag");
        var plain = new byte[cipher.Length];
        using (var aes = new AesGcm(key, tag.Length))
        {
            aes.Decrypt(Bytes(element, "nonce"), cipher, tag, plain);
        }

        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    public static XElement Element(string name, byte[] bytes) => new(name, Convert.ToBase64String(bytes));

    public static byte[] Bytes(XElement element, string name) => Convert.FromBase64String((string)element.Element(name)!);
}
