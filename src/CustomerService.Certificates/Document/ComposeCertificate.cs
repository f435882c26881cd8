using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Document;

/// <summary>Builds the sheet of a certificate with the academy's URL and calendar; used by the page and all printers.</summary>
public sealed class ComposeCertificate(IOptions<CertificatesOptions> options, CivilCalendar days)
{
    public CertificateSheet Sheet(Certificate certificate, Language language, bool duplicate = false) =>
        CertificateSheet.Of(certificate, language, options.Value.VerifyUrl(certificate.Code), options.Value.VerifyAddress, days, duplicate);
}
