using CustomerService.Platform;

namespace CustomerService.Certificates.Rules;

/// <summary>A revocation is permanent. (Refusal texts: <c>CertificatesText</c>, by record name.)</summary>
public sealed record CertificateAlreadyRevoked() : Refusal("certificate.already-revoked");

/// <summary>The successor must be used instead.</summary>
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

/// <summary>A name in Latin letters has none, or letters of another script.</summary>
public sealed record LatinLettersNeeded() : Refusal("certificate.latin-letters-needed");

public sealed record NameTooLong(int Maximum) : Refusal("certificate.name-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}

/// <summary>None of the selected certificates can be printed: revoked, superseded or outside the actor's scope.</summary>
public sealed record NothingToPrint() : Refusal("print.nothing");

/// <summary>An English print would show Persian names, which the asker has not yet agreed to.</summary>
/// <param name="Count">Certificates without a Latin name.</param>
public sealed record WithoutLatinName(int Count) : Refusal("print.without-latin-name")
{
    public override IReadOnlyList<object?> Arguments => [Count];
}

public sealed record TooManyToPrint(int Maximum) : Refusal("print.too-many")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}

/// <summary>Some of the certificates asked for are unknown, revoked or superseded.</summary>
/// <param name="Numbers">Theirs, separated by commas.</param>
public sealed record CertificatesNotPrintable(string Numbers) : Refusal("print.not-printable")
{
    public override IReadOnlyList<object?> Arguments => [Numbers];
}
