using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Issuing;

/// <summary>An award earned by a completion.</summary>
/// <param name="SubjectId">Course or path id.</param>
public sealed record Award(
    CertificateKind Kind, string SubjectId, Guid PersonId, Guid CompletionId, LocalText Title, LocalText Programme,
    int Minutes, int? Percent, DateTime AtUtc, DateTime? ExpiresAtUtc);

/// <summary>Issues certificates within a unit of work: assigns a number and a random code, signs, and supersedes the previous one.</summary>
public sealed partial class CertificateIssuer(TakeNumber takeNumber, SigningKeys keys, IssuerProfile profile, DomainEvents events, ILogger<CertificateIssuer> logger)
{
    /// <summary>Issues the certificate of a completion. Idempotent.</summary>
    /// <returns>The certificate, or null if the completion already has it.</returns>
    public async Task<Certificate?> IssueAsync(AppDbContext db, Award award, CancellationToken cancellationToken)
    {
        await db.LockAsync<Person>(award.PersonId, cancellationToken);
        if (await IsIssuedAsync(db, award, cancellationToken))
        {
            return null;
        }

        var person = await db.FindAsync<Person>([award.PersonId], cancellationToken) ?? throw new InvalidOperationException($"There is no person {award.PersonId}.");
        var certificate = await MakeAsync(db, new CertificateContent(
            award.Kind, award.SubjectId, award.PersonId, award.CompletionId, Edition: 1, NameOf(person.Name), award.Title, award.Programme, award.Minutes, award.Percent,
            profile.Name, profile.SignatoryName, profile.SignatoryTitle, award.AtUtc, award.ExpiresAtUtc)
        {
            Logo = profile.Logo,
            Signature = profile.Signature,
        }, cancellationToken);

        // Earlier holders of the person's row lock have committed, so their certificates are visible. Local adds the unsaved ones.
        await db.Set<Certificate>().Where(c => c.PersonId == award.PersonId && c.Kind == award.Kind && c.SubjectId == award.SubjectId).LoadAsync(cancellationToken);
        var others = db.Set<Certificate>().Local.Where(c => c.PersonId == award.PersonId && c.Kind == award.Kind && c.SubjectId == award.SubjectId && c != certificate).ToList();
        foreach (var former in others.Where(c => c.RevokedAtUtc is null && c.IssuedAtUtc <= certificate.IssuedAtUtc))
        {
            former.SupersedeBy(certificate.Id, certificate.IssuedAtUtc);
        }

        // A late record, such as an import, may already have a successor.
        if (others.Where(c => c.RevokedAtUtc is null && c.IssuedAtUtc > certificate.IssuedAtUtc).MinBy(c => c.IssuedAtUtc) is { } later)
        {
            certificate.SupersedeBy(later.Id, later.IssuedAtUtc);
        }

        return certificate;
    }

    private static async Task<bool> IsIssuedAsync(AppDbContext db, Award award, CancellationToken cancellationToken) =>
        db.Set<Certificate>().Local.Any(c => c.CompletionId == award.CompletionId && c.Kind == award.Kind && c.SubjectId == award.SubjectId)
        || await db.Set<Certificate>().AnyAsync(c => c.CompletionId == award.CompletionId && c.Kind == award.Kind && c.SubjectId == award.SubjectId, cancellationToken);

    /// <summary>Numbers and signs a certificate and adds it to the context.</summary>
    public async Task<Certificate> MakeAsync(AppDbContext db, CertificateContent content, CancellationToken cancellationToken)
    {
        var number = await takeNumber.RunAsync(db, content.IssuedAtUtc, cancellationToken);
        var certificate = new Certificate(Guid.CreateVersion7(), number, VerificationCode.Create(), content);
        await keys.SignAsync(db, certificate, cancellationToken);
        db.Add(certificate);
        await events.RaiseAsync(db, new CertificateIssued(certificate.Id, certificate.Kind, certificate.SubjectId, certificate.PersonId, certificate.IssuedAtUtc), cancellationToken);
        Issued(logger, certificate.Id, certificate.Kind, certificate.SubjectId);
        return certificate;
    }

    /// <summary>The person's current name in both scripts; empty for a script without a name.</summary>
    public static LocalText NameOf(PersonName name) =>
        new($"{name.GivenName} {name.FamilyName}".Trim(), $"{name.LatinGivenName} {name.LatinFamilyName}".Trim());

    [LoggerMessage(1, LogLevel.Information, "Certificate {Id} is issued for {Kind} {SubjectId}")]
    private static partial void Issued(ILogger logger, Guid id, CertificateKind kind, string subjectId);
}
