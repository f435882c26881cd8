using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Settings;

namespace CustomerService.Certificates.Document;

/// <summary>Builds the sheet of a certificate with the academy's URL and calendar, and with the pictures that the certificate was issued with; used by
/// the page and all printers.</summary>
public sealed class ComposeCertificate(PublicAddress address, CivilCalendar days, StoredImages images)
{
    /// <summary>The sheet of a page, whose pictures the browser fetches.</summary>
    public CertificateSheet Sheet(Certificate certificate, Language language, bool duplicate = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Bare(certificate, language, duplicate) with { Logo = AddressOf(certificate.Logo), Signature = AddressOf(certificate.SignatureImage) };
    }

    /// <summary>The sheet of a document that holds its pictures itself.</summary>
    public async Task<CertificateSheet> SheetToPrintAsync(Certificate certificate, Language language, bool duplicate = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Bare(certificate, language, duplicate) with
        {
            Logo = await DataOfAsync(certificate.Logo, cancellationToken), Signature = await DataOfAsync(certificate.SignatureImage, cancellationToken),
        };
    }

    /// <summary>The URL encoded in the QR code.</summary>
    public string VerifyUrl(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return address.Base + CertificatesRoutes.VerifyCode(certificate.Code);
    }

    private static string? AddressOf(string? hash) => hash is null ? null : PlatformRoutes.Image(hash);

    private CertificateSheet Bare(Certificate certificate, Language language, bool duplicate) =>
        CertificateSheet.Of(certificate, language, VerifyUrl(certificate), address.Authority + CertificatesRoutes.Verify, days, duplicate);

    private async ValueTask<string?> DataOfAsync(string? hash, CancellationToken cancellationToken) =>
        hash is not null && await images.FindAsync(hash, cancellationToken) is { } image ? $"data:{Picture.ContentType(image.Kind)};base64,{Convert.ToBase64String(image.Content)}" : null;
}
