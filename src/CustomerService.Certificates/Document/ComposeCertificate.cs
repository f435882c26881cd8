using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Document;

/// <summary>Sets what stands on a certificate, with the academy's own address and days: the same for the page and every printer.</summary>
public sealed class ComposeCertificate(IOptions<CertificatesOptions> options, CivilCalendar days)
{
    public CertificateSheet Sheet(Certificate certificate, Language language, bool duplicate = false) =>
        CertificateSheet.Of(certificate, language, options.Value.VerifyUrl(certificate.Code), options.Value.VerifyAddress, days, duplicate);
}
