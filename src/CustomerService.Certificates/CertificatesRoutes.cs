namespace CustomerService.Certificates;

/// <summary>The addresses of certificates, their verification and their prints, from the root of the site.</summary>
public static class CertificatesRoutes
{
    /// <summary>The pattern of <see cref="Pdf"/>.</summary>
    internal const string PdfPattern = "/certificates/{id:guid}/pdf";

    /// <summary>The pattern of <see cref="OfCompletion"/>.</summary>
    internal const string OfCompletionPattern = "/certificates/of/{completionId:guid}";

    /// <summary>The pattern of <see cref="PrintProgress"/>.</summary>
    internal const string PrintProgressPattern = "/office/prints/{id:guid}/progress";

    /// <summary>The pattern of <see cref="PrintFile"/>.</summary>
    internal const string PrintFilePattern = "/office/prints/{id:guid}/file";

    /// <summary>The learner's own certificates.</summary>
    public const string Certificates = "/certificates";

    /// <summary>Where anybody types the code of a certificate.</summary>
    public const string Verify = "/verify";

    /// <summary>The prints that a person asked for.</summary>
    public const string Prints = "/office/prints";

    /// <summary>The document of a certificate.</summary>
    public static string Certificate(Guid id) => $"/certificates/{id:D}";

    public static string Pdf(Guid id) => $"/certificates/{id:D}/pdf";

    /// <summary>Leads on to the certificate that a completion brought.</summary>
    public static string OfCompletion(Guid completionId) => $"/certificates/of/{completionId:D}";

    /// <summary>The record of a certificate for the office.</summary>
    public static string OfficeCertificate(Guid id) => $"/office/certificates/{id:D}";

    /// <summary>What there is to say about a code.</summary>
    public static string VerifyCode(string code) => $"/verify/{Uri.EscapeDataString(code)}";

    public static string Print(Guid id) => $"/office/prints/{id:D}";

    public static string PrintProgress(Guid id) => $"/office/prints/{id:D}/progress";

    public static string PrintFile(Guid id) => $"/office/prints/{id:D}/file";
}
