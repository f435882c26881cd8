using CustomerService.Catalogue.Publishing;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Issuing;

/// <summary>Current issuer and signatory: from the configuration, else the content's <c>academy.yaml</c>, else the product name.</summary>
public sealed class IssuerProfile(IOptions<CertificatesOptions> options, AcademyReference reference)
{
    private static readonly LocalText Unnamed = new("آکادمی خدمت", "Service Academy");
    private static readonly LocalText Director = new("مدیر آکادمی", "Director of the Academy");

    public LocalText Name => First(options.Value.Issuer, reference.Content.Academy?.Issuer, Unnamed);

    /// <summary>Empty: a blank line for a handwritten signature.</summary>
    public LocalText SignatoryName => First(options.Value.SignatoryName, reference.Content.Academy?.SignatoryName, LocalText.Empty);

    public LocalText SignatoryTitle => First(options.Value.SignatoryTitle, reference.Content.Academy?.SignatoryTitle, Director);

    private static LocalText First(TextOption configured, LocalText? content, LocalText usual) => !configured.IsEmpty ? configured.ToText() : content ?? usual;
}
