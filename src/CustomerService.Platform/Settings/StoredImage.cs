using System.Security.Cryptography;

namespace CustomerService.Platform.Settings;

/// <summary>A picture that the organisation uploaded: a logo or a signature. It is named by its content and never changes, so that what refers to it
/// (a certificate, a browser's cache) keeps showing the same.</summary>
public sealed class StoredImage
{
    /// <summary>Length of <see cref="Hash"/>.</summary>
    public const int HashLength = 64;

    private StoredImage() { }

    public StoredImage(PictureKind kind, byte[] content, DateTime addedAtUtc)
    {
        Hash = HashOf(content);
        Kind = kind;
        Content = content;
        AddedAtUtc = addedAtUtc;
    }

    /// <summary>SHA-256 of the content in lower-case hexadecimal digits.</summary>
    public string Hash { get; private set; } = "";

    public PictureKind Kind { get; private set; }

    public byte[] Content { get; private set; } = [];

    public DateTime AddedAtUtc { get; private set; }

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
