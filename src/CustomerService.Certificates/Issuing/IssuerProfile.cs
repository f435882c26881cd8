using CustomerService.Catalogue.Publishing;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Issuing;

/// <summary>Issuer and signatory of the certificates that are issued now: as set, else (the issuer) the academy's own name, else those of the
/// content's <c>academy.yaml</c>.</summary>
public sealed class IssuerProfile(IOptionsMonitor<CertificatesOptions> options, AcademyReference reference, AcademyProfile academy)
{
    private static readonly LocalText Director = new("مدیر آکادمی", "Director of the Academy");

    public LocalText Name => First(options.CurrentValue.Issuer, academy.GivenName ?? reference.Content.Academy?.Issuer, AcademyProfile.Unnamed);

    /// <summary>Empty: a blank line for a handwritten signature.</summary>
    public LocalText SignatoryName => First(options.CurrentValue.SignatoryName, reference.Content.Academy?.SignatoryName, LocalText.Empty);

    public LocalText SignatoryTitle => First(options.CurrentValue.SignatoryTitle, reference.Content.Academy?.SignatoryTitle, Director);

    /// <summary>Hash of the academy's logo; null: its own sign.</summary>
    public string? Logo => academy.Logo;

    /// <summary>Hash of the picture of the signature; null: a line to sign by hand.</summary>
    public string? Signature => options.CurrentValue.Signature is { Length: > 0 } hash ? hash : null;

    private static LocalText First(TextOption configured, LocalText? content, LocalText usual) => !configured.IsEmpty ? configured.ToText() : content ?? usual;
}
