using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>HR reissues a certificate: with a corrected name, or in place of a revoked one. The new one supersedes the old one and is valid
/// until the same date; both remain stored.</summary>
public sealed class ReissueCertificate(UnitOfWork unitOfWork, CertificateIssuer issuer, IssuerProfile profile, TimeProvider clock)
{
    /// <returns>The new certificate's id, <see cref="NotFound"/> where the actor may not manage the person's certificates, or a refusal of <see cref="Certificate.Corrected"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Guid actorId, Guid certificateId, LocalText name, CancellationToken cancellationToken = default) =>
        await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            // Lock the person first: the same lock order as for issuing.
            var owner = await db.Set<Certificate>().Where(c => c.Id == certificateId).Select(c => c.PersonId).SingleOrDefaultAsync(cancellationToken);
            await db.LockAsync<Person>(owner, cancellationToken);
            var old = await db.LockedCertificateAsync(certificateId, cancellationToken);
            if (old is null || !await db.ManagesCertificatesOfAsync(actorId, old.PersonId, cancellationToken))
            {
                return new NotFound();
            }

            if (old.RevokedAtUtc is not null && await db.Set<Certificate>().AnyAsync(
                c => c.PersonId == old.PersonId && c.Kind == old.Kind && c.SubjectId == old.SubjectId && c.RevokedAtUtc == null && c.SupersededById == null, cancellationToken))
            {
                return new CertificateAlreadySuperseded();
            }

            var content = old.Corrected(name, profile.Name, profile.SignatoryName, profile.SignatoryTitle, clock.UtcNow(), profile.Logo, profile.Signature);
            if (!content.Succeeded)
            {
                return content.Refusal!;
            }

            var renewed = await issuer.MakeAsync(db, content.Value, cancellationToken);
            old.SupersedeBy(renewed.Id, renewed.IssuedAtUtc);
            db.Audit(actorId, "certificate.reissued", old.Id, clock, $"{old.Number} → {renewed.Number}");
            return renewed.Id;
        }, cancellationToken);
}
