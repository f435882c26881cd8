using CustomerService.Certificates.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Certificates.Shared;

internal static class RefusalTexts
{
    /// <summary>What a refusal of Certificates says to the reader.</summary>
    public static string In(this Refusal refusal, LocalizedFormatter formatter) => RefusalText.Say(refusal, formatter, CertificatesText.ResourceManager, PdfText.ResourceManager);

    /// <summary>What a printer's refusal says, known only by its code (from an address or the database).</summary>
    public static string OfPrinter(string? code) => (code?.StartsWith("pdf.", StringComparison.Ordinal) == true ? RefusalText.Find(code, PdfText.ResourceManager) : null) ?? CertificatesText.PrintFailed;
}
