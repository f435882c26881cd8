using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;
using CustomerService.Platform;
using CustomerService.Platform.Text;
using CustomerService.Ui.Text;

namespace CustomerService.Certificates.Pages;

internal static class RefusalTexts
{
    private static readonly Refusal[] OfThePrinter = [new PdfBrowserMissing(), new PdfBrowserFailed(), new PdfTimedOut(), new PdfBusy()];

    /// <summary>What a refusal of Certificates says to the reader.</summary>
    public static string In(this Refusal refusal, Reader reader) => refusal switch
    {
        CertificateAlreadyRevoked => CertificatesText.CertificateAlreadyRevoked,
        CertificateAlreadySuperseded => CertificatesText.CertificateAlreadySuperseded,
        ReasonMissing => CertificatesText.ReasonMissing,
        ReasonTooLong { Most: var most } => reader.Say(CertificatesText.ReasonTooLong, most),
        NameMissing => CertificatesText.NameMissing,
        NameUnchanged => CertificatesText.NameUnchanged,
        NameTooLong { Most: var most } => reader.Say(CertificatesText.NameTooLong, most),
        NothingToPrint => CertificatesText.NothingToPrint,
        TooManyToPrint { Most: var most } => reader.Say(CertificatesText.TooManyToPrint, most),
        PdfBrowserMissing => PdfText.PdfBrowserMissing,
        PdfBrowserFailed => PdfText.PdfBrowserFailed,
        PdfTimedOut => PdfText.PdfTimedOut,
        PdfBusy => PdfText.PdfBusy,
        _ => UiText.ErrorText,
    };

    /// <summary>What a printer's refusal says, known only by its code (from an address or the database).</summary>
    public static string OfPrinter(string? code, Reader reader) => OfThePrinter.FirstOrDefault(r => r.Code == code)?.In(reader) ?? CertificatesText.PrintFailed;
}
