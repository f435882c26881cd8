using CustomerService.Platform.Settings;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Settings;

/// <summary>Which uploaded files are pictures, by their own bytes.</summary>
public sealed class PictureTests
{
    private static readonly DateTime Now = new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Png_and_webp_are_read_with_their_size()
    {
        Assert.Equal(new Picture(PictureKind.Png, 40, 20), Picture.Read(Pictures.Png(40, 20)));
        Assert.Equal(new Picture(PictureKind.WebP, 300, 70), Picture.Read(Pictures.WebPHead(300, 70)));
        byte[] lossless = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, 0x2B, 0xC1, 0x0F, 0x00, 0, 0, 0, 0, 0];
        Assert.Equal(new Picture(PictureKind.WebP, 300, 64), Picture.Read(lossless));
        byte[] lossy = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8 "u8, 10, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0x2C, 0x01, 0x40, 0x00];
        Assert.Equal(new Picture(PictureKind.WebP, 300, 64), Picture.Read(lossy));
    }

    /// <summary>A drawing can hold a script, and a name says nothing of a content.</summary>
    [Fact]
    public void Anything_else_is_refused()
    {
        byte[][] others =
        [
            [], [.. "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8], [.. "GIF89a"u8, .. new byte[40]], [0xFF, 0xD8, 0xFF, .. new byte[40]],
            [.. "<!DOCTYPE html><html></html>                      "u8], Pictures.Png(40, 20)[..20], [.. "RIFF    WEBPXXXX"u8, .. new byte[30]], Pictures.WebPHead(3, 3)[..20],
        ];

        Assert.All(others, other => Assert.Equal(new PictureUnreadable(), StoredImages.Check(other, Now).Refusal));
    }

    [Fact]
    public void Size_and_sides_have_limits()
    {
        Assert.Equal(new PictureTooLarge(StoredImages.MaxKilobytes), StoredImages.Check([.. Pictures.Png(40, 20), .. new byte[StoredImages.MaxKilobytes * 1024]], Now).Refusal);
        Assert.Equal(new PictureTooWide(StoredImages.MaxPixels), StoredImages.Check(Pictures.WebPHead(StoredImages.MaxPixels + 1, 5), Now).Refusal);
        Assert.Equal(new PictureTooWide(StoredImages.MaxPixels), StoredImages.Check(Pictures.WebPHead(5, StoredImages.MaxPixels + 1), Now).Refusal);
        Assert.True(StoredImages.Check(Pictures.WebPHead(StoredImages.MaxPixels, StoredImages.MaxPixels), Now).Succeeded);
    }
}
