namespace CustomerService.Certificates;

/// <summary>URLs of certificates, verification and print jobs, relative to the site root.</summary>
public static class CertificatesRoutes
{
    /// <summary>Route pattern of <see cref="Pdf"/>.</summary>
    internal const string PdfPattern = "/certificates/{id:guid}/pdf";

    /// <summary>Route pattern of <see cref="OfCompletion"/>.</summary>
    internal const string OfCompletionPattern = "/certificates/of/{completionId:guid}";

    /// <summary>Route pattern of <see cref="PrintFile"/>.</summary>
    internal const string PrintFilePattern = "/office/prints/{id:guid}/file";

    /// <summary>Route pattern of <see cref="SlipsFile"/>.</summary>
    internal const string SlipsFilePattern = "/office/slips/files/{key:guid}";

    /// <summary>The learner's own certificates.</summary>
    public const string Certificates = "/certificates";

    /// <summary>Public form for entering a verification code.</summary>
    public const string Verify = "/verify";

    /// <summary>The user's own print jobs.</summary>
    public const string Prints = "/office/prints";

    /// <summary>The certificate's page for its owner and those who may see it.</summary>
    public static string Certificate(Guid id) => $"/certificates/{id:D}";

    public static string Pdf(Guid id) => $"/certificates/{id:D}/pdf";

    /// <summary>Redirects to the certificate earned by a completion.</summary>
    public static string OfCompletion(Guid completionId) => $"/certificates/of/{completionId:D}";

    /// <summary>The office (HR) page of a certificate.</summary>
    public static string OfficeCertificate(Guid id) => $"/office/certificates/{id:D}";

    /// <summary>The verification result for a code.</summary>
    public static string VerifyCode(string code) => $"/verify/{Uri.EscapeDataString(code)}";

    public static string Print(Guid id) => $"/office/prints/{id:D}";

    /// <summary>First-use slips of an import.</summary>
    public static string Slips(Guid importId) => $"/office/slips/{importId:D}";

    /// <summary>Slips that were made, to be downloaded once.</summary>
    public static string SlipsFile(Guid key) => $"/office/slips/files/{key:D}";

    public static string PrintFile(Guid id) => $"/office/prints/{id:D}/file";
}
