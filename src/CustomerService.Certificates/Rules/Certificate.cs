using CustomerService.Catalogue.Rules;
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

/// <summary>What a certificate is worth at an instant.</summary>
public enum CertificateState
{
    Valid,

    /// <summary>Its validity has run out.</summary>
    Expired,

    /// <summary>A later certificate of the same course or path took its place.</summary>
    Superseded,

    /// <summary>Withdrawn by HR.</summary>
    Revoked,
}

/// <summary>Everything that is printed on a certificate, as it was on the day of issue.</summary>
/// <param name="SubjectId">Course or path: <c>C03</c>, <c>P1</c>.</param>
/// <param name="CompletionId">The completion that earned it; together with the subject and the edition it is unique.</param>
/// <param name="Edition">1, and one more with every reissue of the same completion (a corrected name).</param>
/// <param name="PersonName">The name in Persian letters and in Latin letters; where one is missing it is empty.</param>
/// <param name="Title">Of the course or path.</param>
/// <param name="Programme">The certificate's own name: «خدمت‌رسان ICARE», "ICARE Practitioner".</param>
/// <param name="Minutes">Training time.</param>
/// <param name="Percent">Score, 0–100; null where there was no quiz.</param>
/// <param name="SignatoryName">May be empty: the line is then signed by hand.</param>
/// <param name="IssuedAtUtc">To the second.</param>
/// <param name="ExpiresAtUtc">The last second of validity; null: it does not expire.</param>
public sealed record CertificateContent(
    CertificateKind Kind, string SubjectId, Guid PersonId, Guid CompletionId, int Edition,
    LocalText PersonName, LocalText Title, LocalText Programme, int Minutes, int? Percent,
    LocalText Issuer, LocalText SignatoryName, LocalText SignatoryTitle,
    DateTime IssuedAtUtc, DateTime? ExpiresAtUtc);

/// <summary>A certificate as a record: what was printed never changes, whatever happens to the person, the course or the academy;
/// only its state does. There may be any number for one person and course.</summary>
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
        IssuedAtUtc = ToTheSecond(content.IssuedAtUtc);
        ExpiresAtUtc = content.ExpiresAtUtc is { } end ? ToTheSecond(end) : null;
    }

    public Guid Id { get; private set; }

    /// <summary>For people: <c>ICA-1405-000042</c>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The verification code, compact.</summary>
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
    public DateTime IssuedAtUtc { get; private set; }
    public DateTime? ExpiresAtUtc { get; private set; }

    public DateTime? RevokedAtUtc { get; private set; }
    public Guid? RevokedById { get; private set; }

    /// <summary>For HR only; never shown to the person or to those who verify.</summary>
    public string? RevocationReason { get; private set; }
    public Guid? SupersededById { get; private set; }
    public DateTime? SupersededAtUtc { get; private set; }

    /// <summary>The key that signed it.</summary>
    public Guid SigningKeyId { get; private set; }

    /// <summary>ECDSA P-256 over <see cref="Payload"/> with SHA-256.</summary>
    public byte[] Signature { get; private set; } = [];

    public CertificateContent Content => new(
        Kind, SubjectId, PersonId, CompletionId, Edition, PersonName, Title, Programme, Minutes, Percent,
        Issuer, SignatoryName, SignatoryTitle, IssuedAtUtc, ExpiresAtUtc);

    /// <summary>The bytes that are signed: number, code and all that was printed, but not the state, which may change.</summary>
    public byte[] Payload() => CertificatePayload.Of(Number, Code, Content);

    public void Sign(Guid keyId, byte[] signature)
    {
        SigningKeyId = keyId;
        Signature = signature;
    }

    /// <summary>Revoked stands above superseded, and superseded above expired.</summary>
    public CertificateState StateAt(DateTime nowUtc) => State(RevokedAtUtc, SupersededById, ExpiresAtUtc, nowUtc);

    /// <inheritdoc cref="StateAt"/>
    public static CertificateState State(DateTime? revokedAtUtc, Guid? supersededById, DateTime? expiresAtUtc, DateTime nowUtc) =>
        revokedAtUtc is not null ? CertificateState.Revoked
        : supersededById is not null ? CertificateState.Superseded
        : expiresAtUtc < nowUtc ? CertificateState.Expired
        : CertificateState.Valid;

    /// <summary>A later certificate takes this one's place. The first successor stays.</summary>
    public void SupersedeBy(Guid successorId, DateTime atUtc)
    {
        if (SupersededById is null)
        {
            SupersededById = successorId;
            SupersededAtUtc = atUtc;
        }
    }

    /// <summary>Withdraws the certificate for good; another may be issued in its place (<see cref="Corrected"/>).</summary>
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

    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>The content of a new edition: issued now, valid until the same date as this one. While this one stands, only to correct
    /// its name; in place of a revoked one also with the same name. A superseded one leaves that to its successor.</summary>
    public Result<CertificateContent> Corrected(LocalText name, LocalText issuer, LocalText signatoryName, LocalText signatoryTitle, DateTime nowUtc)
    {
        var corrected = new LocalText(TextNormalizer.Canonical(name.Fa), TextNormalizer.Canonical(name.En));
        return corrected switch
        {
            _ when SupersededById is not null => new CertificateAlreadySuperseded(),
            { Fa: "", En: "" } => new NameMissing(),
            _ when corrected.Fa.Length > MaxName || corrected.En.Length > MaxName => new NameTooLong(MaxName),
            _ when RevokedAtUtc is null && corrected == new LocalText(TextNormalizer.Canonical(PersonName.Fa), TextNormalizer.Canonical(PersonName.En)) => new NameUnchanged(),
            _ => Content with
            {
                PersonName = corrected, Edition = Edition + 1, IssuedAtUtc = nowUtc,
                Issuer = issuer, SignatoryName = signatoryName, SignatoryTitle = signatoryTitle,
            },
        };
    }

    /// <summary>Longest name in one script, in characters.</summary>
    public const int MaxName = 201;

    /// <summary>The last second of a certificate that is valid for so many months: the same day of the Jalali calendar, or the last
    /// day of a shorter month, to its end.</summary>
    public static DateTime? ExpiryOf(DateTime issuedAtUtc, int? validMonths, CivilCalendar days) => validMonths is { } months
        ? days.DeadlineUtc(days.JalaliDayOf(issuedAtUtc).AddMonths(months).ToDateOnly())
        : null;

    /// <summary>What databases agree on: none of them keeps a .NET instant's last digit alike.</summary>
    private static DateTime ToTheSecond(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
