using System.Buffers.Binary;

namespace CustomerService.Platform.Settings;

/// <summary>The kinds of pictures that may be uploaded: those that can hold no script.</summary>
public enum PictureKind
{
    Png,
    WebP,
}

/// <summary>A picture as its own first bytes describe it; what its name or the browser says of it is not believed.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record Picture(PictureKind Kind, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The endings of names that a file dialog offers.</summary>
    public static IReadOnlyList<string> FileTypes { get; } = [".png", ".webp"];

    /// <summary>Reads kind and size; null for anything but a PNG or WebP picture.</summary>
    public static Picture? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length >= 33 && content.StartsWith(PngSignature) && content.Slice(12, 4).SequenceEqual("IHDR"u8))
        {
            return Of(PictureKind.Png, BinaryPrimitives.ReadUInt32BigEndian(content[16..]), BinaryPrimitives.ReadUInt32BigEndian(content[20..]));
        }

        return content.Length >= 30 && content.StartsWith("RIFF"u8) && content.Slice(8, 4).SequenceEqual("WEBP"u8) ? WebP(content) : null;
    }

    /// <summary>The content type of a kind.</summary>
    public static string ContentType(PictureKind kind) => kind switch
    {
        PictureKind.Png => "image/png",
        PictureKind.WebP => "image/webp",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a picture."),
    };

    /// <summary>The three forms of WebP: lossy, lossless and extended (RFC 9649).</summary>
    private static Picture? WebP(ReadOnlySpan<byte> content)
    {
        var chunk = content.Slice(12, 4);
        if (chunk.SequenceEqual("VP8 "u8) && content.Slice(23, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return Of(PictureKind.WebP, (uint)(BinaryPrimitives.ReadUInt16LittleEndian(content[26..]) & 0x3FFF), (uint)(BinaryPrimitives.ReadUInt16LittleEndian(content[28..]) & 0x3FFF));
        }

        if (chunk.SequenceEqual("VP8L"u8) && content[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[21..]);
            return Of(PictureKind.WebP, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        return chunk.SequenceEqual("VP8X"u8) ? Of(PictureKind.WebP, ReadUInt24(content[24..]) + 1, ReadUInt24(content[27..]) + 1) : null;
    }

    private static uint ReadUInt24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    private static Picture? Of(PictureKind kind, uint width, uint height) => width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new(kind, (int)width, (int)height) : null;
}
