using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Certificates.Issuing;

/// <summary>The holder of a certificate without a Latin name writes it: it is kept with their account, where there is none yet, and the
/// certificate is issued again with it. A Latin name that a certificate has is corrected by HR alone.</summary>
public sealed class AddLatinName(UnitOfWork unitOfWork, CertificateIssuer issuer, IssuerProfile profile, TimeProvider clock)
{
    /// <returns>The new certificate's id, <see cref="NotFound"/> for a certificate of somebody else, <see cref="LatinLettersNeeded"/>, or a
    /// refusal of <see cref="Certificate.Corrected"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Guid personId, Guid certificateId, string? given, string? family, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(AddLatinName));
        var (first, last) = (TextNormalizer.Canonical(given), TextNormalizer.Canonical(family));
        var latin = $"{first} {last}".Trim();
        return !IsLatin(latin) ? new LatinLettersNeeded() : await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            // Lock the person first: the same lock order as for issuing.
            await db.LockAsync<Person>(personId, cancellationToken);
            var old = await db.LockedCertificateAsync(certificateId, cancellationToken);
            if (old is null || old.PersonId != personId || await db.FindAsync<Person>([personId], cancellationToken) is not { } person)
            {
                return new NotFound();
            }

            if (old.RevokedAtUtc is not null)
            {
                return new CertificateAlreadyRevoked();
            }

            if (old.PersonName.En.Length > 0)
            {
                return new NameUnchanged();
            }

            var content = old.Corrected(old.PersonName with { En = latin }, profile.Name, profile.SignatoryName, profile.SignatoryTitle, clock.UtcNow());
            if (!content.Succeeded)
            {
                return content.Refusal!;
            }

            if (CertificateIssuer.NameOf(person.Name).En.Length == 0)
            {
                person.Rename(person.Name with { LatinGivenName = first, LatinFamilyName = last });
            }

            var renewed = await issuer.MakeAsync(db, content.Value, cancellationToken);
            old.SupersedeBy(renewed.Id, renewed.IssuedAtUtc);
            db.Audit(personId, "certificate.reissued", old.Id, clock, $"{old.Number} → {renewed.Number}");
            return renewed.Id;
        }, cancellationToken);
    }

    /// <summary>At least one Latin letter, none of another script, and nothing that a certificate cannot print.</summary>
    private static bool IsLatin(string name) =>
        name.Any(char.IsAsciiLetter) && name.All(c => c < '\u0250' || c is (>= '\u1E00' and <= '\u1EFF') or '\u2019') && NameNotPrintable.In(name) is null;
}
