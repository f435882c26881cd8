using System.ComponentModel.DataAnnotations;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates;

/// <summary>Section <c>Certificates</c> of the configuration: who issues, who signs, how certificates are called.</summary>
public sealed class CertificatesOptions
{
    public const string Section = "Certificates";

    /// <summary>Begins every certificate number. A change holds for certificates issued from then on.</summary>
    [Required(ErrorMessage = "Certificates:NumberPrefix is needed.")]
    [RegularExpression("^[A-Z0-9]{1,10}$", ErrorMessage = "Certificates:NumberPrefix must be 1 to 10 capital letters A–Z or digits.")]
    public string NumberPrefix { get; set; } = "ICA";

    /// <summary>Where this academy is reached from outside, without a slash at the end; in QR codes and printed links.</summary>
    [RegularExpression("^https?://[^/\\s]+(/[^\\s]*[^/\\s])?$", ErrorMessage = "Certificates:PublicBaseUrl must be an address such as https://academy.example.ir, without a slash at the end.")]
    public string PublicBaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>The organisation whose name stands on the certificate. Empty: that of <c>content/academy.yaml</c>.</summary>
    public TextOption Issuer { get; set; } = new();

    /// <summary>Who signs. Empty: that of <c>content/academy.yaml</c>; where that is empty too, a line to be signed by hand.</summary>
    public TextOption SignatoryName { get; set; } = new();

    /// <summary>Empty: that of <c>content/academy.yaml</c>.</summary>
    public TextOption SignatoryTitle { get; set; } = new();

    /// <summary>What the certificate of a single course is called, under the word "Certificate".</summary>
    public TextOption CourseCertificate { get; set; } = new() { Fa = "پایان دورهٔ آموزشی", En = "Course Completion" };

    /// <summary>Maximum certificates in one print.</summary>
    [Range(1, 20_000, ErrorMessage = "Certificates:MaxPrint must be between 1 and 20000.")]
    public int MaxPrint { get; set; } = 2000;

    /// <summary>The address that a QR code holds.</summary>
    public string VerifyUrl(string compactCode) => PublicBaseUrl + CertificatesRoutes.VerifyCode(compactCode);

    /// <summary>The address to be typed by hand, without the scheme.</summary>
    public string VerifyAddress => PublicBaseUrl[(PublicBaseUrl.IndexOf("//", StringComparison.Ordinal) + 2)..] + CertificatesRoutes.Verify;
}

/// <summary>A text of the configuration in both languages.</summary>
public sealed class TextOption
{
    public string Fa { get; set; } = "";

    public string En { get; set; } = "";

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Fa) && string.IsNullOrWhiteSpace(En);

    public LocalText ToText() => new(TextNormalizer.Canonical(Fa), TextNormalizer.Canonical(En));
}
