using CustomerService.Certificates.Text;
using CustomerService.Platform;

namespace CustomerService.Certificates.Rules;

/// <summary>(Texts of these refusals: <c>CertificatesText</c>, by the name of the record.) A revocation is for good.</summary>
public sealed record CertificateAlreadyRevoked() : Refusal("certificate.already-revoked");

/// <summary>Its successor is the one to work with.</summary>
public sealed record CertificateAlreadySuperseded() : Refusal("certificate.already-superseded");

/// <summary>A revocation needs a reason.</summary>
public sealed record ReasonMissing() : Refusal("certificate.reason-missing");

public sealed record ReasonTooLong(int Maximum) : Refusal("certificate.reason-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}

/// <summary>A certificate needs a name in at least one script.</summary>
public sealed record NameMissing() : Refusal("certificate.name-missing");

/// <summary>A reissue that would change nothing.</summary>
public sealed record NameUnchanged() : Refusal("certificate.name-unchanged");

public sealed record NameTooLong(int Maximum) : Refusal("certificate.name-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}

/// <summary>Nothing that was chosen can be printed: revoked and superseded certificates are not, nor are those of others.</summary>
public sealed record NothingToPrint() : Refusal("print.nothing");

public sealed record TooManyToPrint(int Maximum) : Refusal("print.too-many")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}
