using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;

namespace CustomerService.Certificates.Document;

/// <summary>Builds the sheet of a certificate with the academy's URL and calendar; used by the page and all printers.</summary>
public sealed class ComposeCertificate(PublicAddress address, CivilCalendar days)
{
    public CertificateSheet Sheet(Certificate certificate, Language language, bool duplicate = false) =>
        CertificateSheet.Of(certificate, language, VerifyUrl(certificate), address.Authority + CertificatesRoutes.Verify, days, duplicate);

    /// <summary>The URL encoded in the QR code.</summary>
    public string VerifyUrl(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return address.Base + CertificatesRoutes.VerifyCode(certificate.Code);
    }
}
