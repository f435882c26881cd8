using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Rules;

/// <summary>What a certificate was issued for.</summary>
public enum CertificateKind
{
    Course,
    Path,
}

/// <summary>The state of a certificate at an instant.</summary>
public enum CertificateState
{
    Valid,

    /// <summary>Its validity has ended.</summary>
    Expired,

    /// <summary>Replaced by a later certificate of the same course or path.</summary>
    Superseded,

    /// <summary>Revoked by HR.</summary>
    Revoked,
}

/// <summary>Snapshot of everything printed on a certificate, as of the day of issue.</summary>
/// <param name="SubjectId">Course or path id: <c>C03</c>, <c>P1</c>.</param>
/// <param name="CompletionId">The completion that earned it; unique together with subject and edition.</param>
/// <param name="Edition">Starts at 1, incremented with every reissue for the same completion (a corrected name).</param>
/// <param name="PersonName">The name in Persian and Latin script; empty where missing.</param>
/// <param name="Title">Title of the course or path.</param>
/// <param name="Programme">The certificate's own name: «خدمت‌رسان ICARE», "ICARE Practitioner".</param>
/// <param name="Minutes">Training time.</param>
/// <param name="Percent">Score, 0–100; null where there was no quiz.</param>
/// <param name="SignatoryName">May be empty: a blank line for a handwritten signature.</param>
/// <param name="IssuedAtUtc">Precision: one second.</param>
/// <param name="ExpiresAtUtc">The last second of validity; null: it does not expire.</param>
public sealed record CertificateContent(
    CertificateKind Kind, string SubjectId, Guid PersonId, Guid CompletionId, int Edition,
    LocalText PersonName, LocalText Title, LocalText Programme, int Minutes, int? Percent,
    LocalText Issuer, LocalText SignatoryName, LocalText SignatoryTitle,
    DateTime IssuedAtUtc, DateTime? ExpiresAtUtc)
{
    /// <summary>Hash of the academy's logo; null: the academy's own sign.</summary>
    public string? Logo { get; init; }

    /// <summary>Hash of the picture of the signatory's signature; null: a line to sign by hand.</summary>
    public string? Signature { get; init; }
}

/// <summary>A stored certificate: the printed content never changes, whatever happens to the person, the course or the academy;
/// only the state does. A person may have any number per course.</summary>
public sealed class Certificate
{
    private Certificate() { }

    /// <summary>An unsigned certificate; <see cref="Sign"/> completes it.</summary>
    public Certificate(Guid id, string number, VerificationCode code, CertificateContent content)
    {
        Id = id;
        Number = number;
        Code = code.Compact;
        Kind = content.Kind;
        SubjectId = content.SubjectId;
        PersonId = content.PersonId;
        CompletionId = content.CompletionId;
        Edition = content.Edition;
        PersonName = content.PersonName;
        Title = content.Title;
        Programme = content.Programme;
        Minutes = content.Minutes;
        Percent = content.Percent;
        Issuer = content.Issuer;
        SignatoryName = content.SignatoryName;
        SignatoryTitle = content.SignatoryTitle;
        Logo = content.Logo;
        SignatureImage = content.Signature;
        IssuedAtUtc = ToTheSecond(content.IssuedAtUtc);
        ExpiresAtUtc = content.ExpiresAtUtc is { } end ? ToTheSecond(end) : null;
    }

    public Guid Id { get; private set; }

    /// <summary>Human-readable number: <c>ICA-1405-000042</c>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The verification code in compact form.</summary>
    public string Code { get; private set; } = "";
    public CertificateKind Kind { get; private set; }
    public string SubjectId { get; private set; } = "";
    public Guid PersonId { get; private set; }
    public Guid CompletionId { get; private set; }
    public int Edition { get; private set; }
    public LocalText PersonName { get; private set; } = LocalText.Empty;
    public LocalText Title { get; private set; } = LocalText.Empty;
    public LocalText Programme { get; private set; } = LocalText.Empty;
    public int Minutes { get; private set; }
    public int? Percent { get; private set; }
    public LocalText Issuer { get; private set; } = LocalText.Empty;
    public LocalText SignatoryName { get; private set; } = LocalText.Empty;
    public LocalText SignatoryTitle { get; private set; } = LocalText.Empty;

    /// <inheritdoc cref="CertificateContent.Logo"/>
    public string? Logo { get; private set; }

    /// <inheritdoc cref="CertificateContent.Signature"/>
    public string? SignatureImage { get; private set; }
    public DateTime IssuedAtUtc { get; private set; }
    public DateTime? ExpiresAtUtc { get; private set; }

    /// <summary>The last second of validity where the academy shortened it after the issue; null: as printed.</summary>
    public DateTime? ShortenedToUtc { get; private set; }

    /// <summary>The last second in which it is valid; null: it does not expire.</summary>
    public DateTime? EndsAtUtc => EndOf(ExpiresAtUtc, ShortenedToUtc);

    public DateTime? RevokedAtUtc { get; private set; }
    public Guid? RevokedById { get; private set; }

    /// <summary>For HR only; never shown to the person or on verification.</summary>
    public string? RevocationReason { get; private set; }
    public Guid? SupersededById { get; private set; }
    public DateTime? SupersededAtUtc { get; private set; }

    /// <summary>The key that signed it.</summary>
    public Guid SigningKeyId { get; private set; }

    /// <summary>ECDSA P-256 over <see cref="Payload"/> with SHA-256.</summary>
    public byte[] Signature { get; private set; } = [];

    public CertificateContent Content => new(
        Kind, SubjectId, PersonId, CompletionId, Edition, PersonName, Title, Programme, Minutes, Percent,
        Issuer, SignatoryName, SignatoryTitle, IssuedAtUtc, ExpiresAtUtc)
    {
        Logo = Logo,
        Signature = SignatureImage,
    };

    /// <summary>The signed bytes: number, code and printed content, but not the state, which may change.</summary>
    public byte[] Payload() => CertificatePayload.Of(Number, Code, Content);

    public void Sign(Guid keyId, byte[] signature)
    {
        SigningKeyId = keyId;
        Signature = signature;
    }

    /// <summary>Revoked takes precedence over superseded, and superseded over expired.</summary>
    public CertificateState StateAt(DateTime nowUtc) => State(RevokedAtUtc, SupersededById, EndsAtUtc, nowUtc);

    /// <inheritdoc cref="StateAt"/>
    /// <param name="endsAtUtc">See <see cref="EndsAtUtc"/>.</param>
    public static CertificateState State(DateTime? revokedAtUtc, Guid? supersededById, DateTime? endsAtUtc, DateTime nowUtc) =>
        revokedAtUtc is not null ? CertificateState.Revoked
        : supersededById is not null ? CertificateState.Superseded
        : endsAtUtc < nowUtc ? CertificateState.Expired
        : CertificateState.Valid;

    /// <summary>The earlier of the two ends of a certificate.</summary>
    public static DateTime? EndOf(DateTime? expiresAtUtc, DateTime? shortenedToUtc) =>
        shortenedToUtc is { } shortened && !(expiresAtUtc < shortened) ? shortened : expiresAtUtc;

    /// <summary>Marks this certificate as superseded by a later one. The first successor is not overwritten.</summary>
    public void SupersedeBy(Guid successorId, DateTime atUtc)
    {
        if (SupersededById is null)
        {
            SupersededById = successorId;
            SupersededAtUtc = atUtc;
        }
    }

    /// <summary>Revokes the certificate permanently; another may be issued in its place (<see cref="Corrected"/>).</summary>
    /// <param name="reason">Internal; required.</param>
    public Result Revoke(Guid actorId, string? reason, DateTime atUtc)
    {
        if (RevokedAtUtc is not null)
        {
            return new CertificateAlreadyRevoked();
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new ReasonMissing();
        }

        if (reason.Trim().Length > MaxReason)
        {
            return new ReasonTooLong(MaxReason);
        }

        RevokedAtUtc = atUtc;
        RevokedById = actorId;
        RevocationReason = reason.Trim();
        return Result.Done;
    }

    /// <summary>Maximum length of the reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>The content of a new edition: issued now, valid until the same date as this one. While this one is in force, only to correct
    /// the name; in place of a revoked one also with the same name. A superseded one must be corrected through its successor.</summary>
    public Result<CertificateContent> Corrected(LocalText name, LocalText issuer, LocalText signatoryName, LocalText signatoryTitle, DateTime nowUtc, string? logo = null, string? signature = null)
    {
        var corrected = new LocalText(TextNormalizer.Canonical(name.Fa), TextNormalizer.Canonical(name.En));
        return corrected switch
        {
            _ when SupersededById is not null => new CertificateAlreadySuperseded(),
            { Fa: "", En: "" } => new NameMissing(),
            _ when corrected.Fa.Length > MaxName || corrected.En.Length > MaxName => new NameTooLong(MaxName),
            _ when NameNotPrintable.In(corrected.Fa, corrected.En) is { } notPrintable => notPrintable,
            _ when RevokedAtUtc is null && corrected == new LocalText(TextNormalizer.Canonical(PersonName.Fa), TextNormalizer.Canonical(PersonName.En)) => new NameUnchanged(),
            _ => Content with
            {
                PersonName = corrected, Edition = Edition + 1, IssuedAtUtc = nowUtc, ExpiresAtUtc = EndsAtUtc,
                Issuer = issuer, SignatoryName = signatoryName, SignatoryTitle = signatoryTitle,
                Logo = logo, Signature = signature,
            },
        };
    }

    /// <summary>Maximum length of a name in one script, in characters.</summary>
    public const int MaxName = 201;

    /// <summary>Rounds down to a second, because the databases store different sub-second precision.</summary>
    private static DateTime ToTheSecond(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
