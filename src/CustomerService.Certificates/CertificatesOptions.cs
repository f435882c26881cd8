using System.ComponentModel.DataAnnotations;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates;

/// <summary>Configuration section <c>Certificates</c>: issuer, signatory, certificate names.</summary>
public sealed class CertificatesOptions
{
    public const string Section = "Certificates";

    /// <summary>Prefix of every certificate number. A change applies only to certificates issued afterwards.</summary>
    [Required(ErrorMessage = "Certificates:NumberPrefix is needed.")]
    [RegularExpression("^[A-Z0-9]{1,10}$", ErrorMessage = "Certificates:NumberPrefix must be 1 to 10 capital letters A–Z or digits.")]
    public string NumberPrefix { get; set; } = "ICA";

    /// <summary>The organisation named on the certificate. Empty: that of <c>content/academy.yaml</c>.</summary>
    public TextOption Issuer { get; set; } = new();

    /// <summary>Who signs. Empty: that of <c>content/academy.yaml</c>; if that is empty too, a blank line for a handwritten signature.</summary>
    public TextOption SignatoryName { get; set; } = new();

    /// <summary>Empty: that of <c>content/academy.yaml</c>.</summary>
    public TextOption SignatoryTitle { get; set; } = new();

    /// <summary>Hash of a picture of the signature that was uploaded in the office. Empty: a line to sign by hand.</summary>
    [RegularExpression("^([0-9a-f]{64})?$", ErrorMessage = "Certificates:Signature must be the name of a picture that was uploaded in the office; better leave it to the office.")]
    public string Signature { get; set; } = "";

    /// <summary>Subtitle of a single-course certificate, under the word "Certificate".</summary>
    public TextOption CourseCertificate { get; set; } = new() { Fa = "پایان دورهٔ آموزشی", En = "Course Completion" };

    /// <summary>Maximum number of certificates in one print job.</summary>
    [Range(1, 20_000, ErrorMessage = "Certificates:MaxPrint must be between 1 and 20000.")]
    public int MaxPrint { get; set; } = 2000;
}
