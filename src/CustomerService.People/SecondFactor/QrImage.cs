using QRCoder;

namespace CustomerService.People.SecondFactor;

/// <summary>A QR code as an image inside the page: nothing secret gets an address.</summary>
internal static class QrImage
{
    private const int PixelsPerModule = 6;

    /// <returns>A data address of a PNG, black on white with its quiet zone, so that it can be read in the dark theme too.</returns>
    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var image = new PngByteQRCode(code);
        return "data:image/png;base64," + Convert.ToBase64String(image.GetGraphic(PixelsPerModule));
    }
}
