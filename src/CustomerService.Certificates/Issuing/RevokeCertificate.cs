using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;

namespace CustomerService.Certificates.Issuing;

/// <summary>HR revokes a certificate, with a reason visible only to HR.</summary>
public sealed class RevokeCertificate(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <returns>Success, <see cref="NotFound"/> if the actor may not manage the person's certificates, or a refusal of
    /// <see cref="Certificate.Revoke"/>.</returns>
    public async Task<Result> RunAsync(Guid actorId, Guid certificateId, string? reason, CancellationToken cancellationToken = default) =>
        await unitOfWork.RunAsync<Result>(async db =>
        {
            var certificate = await db.LockedCertificateAsync(certificateId, cancellationToken);
            if (certificate is null || !await db.ManagesCertificatesOfAsync(actorId, certificate.PersonId, cancellationToken))
            {
                return new NotFound();
            }

            var outcome = certificate.Revoke(actorId, reason, clock.UtcNow());
            if (outcome.Succeeded)
            {
                db.Audit(actorId, "certificate.revoked", certificate.Id, clock, certificate.RevocationReason);
                await events.RaiseAsync(db, new CertificateRevoked(certificate.Id, certificate.PersonId, clock.UtcNow()), cancellationToken);
            }

            return outcome;
        }, cancellationToken);
}
