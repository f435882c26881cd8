using CustomerService.Certificates.Text;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Ui.Text;

namespace CustomerService.Certificates.Shared;

internal static class RefusalTexts
{
    private static readonly string NotPublic = new AddressNotPublic().Code;

    /// <summary>User-facing text of a Certificates refusal.</summary>
    public static string In(this Refusal refusal, LocalizedFormatter formatter) => RefusalText.Say(refusal, formatter, CertificatesText.ResourceManager, PdfText.ResourceManager, PeopleText.ResourceManager);

    /// <summary>User-facing text of a printing error, from its code (in a URL or the database).</summary>
    public static string OfPrinter(string? code) =>
        (code?.StartsWith("pdf.", StringComparison.Ordinal) == true || code == NotPublic ? RefusalText.Find(code, PdfText.ResourceManager) : null) ?? CertificatesText.PrintFailed;
}
