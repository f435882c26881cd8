using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Viewing;

/// <summary>A certificate as shown in the office.</summary>
/// <param name="PersonName">The person's current name.</param>
/// <param name="MayManage">Whether the viewer may revoke and reissue it.</param>
/// <param name="RevocationReason">Null unless the viewer may manage it.</param>
/// <param name="IsExpiring">Whether it is valid, and near its end.</param>
/// <param name="Others">The person's other certificates of the same course or path, newest first.</param>
public sealed record CertificateRecord(
    Certificate Certificate, CertificateState State, PersonName PersonName, bool MayManage, string? RevocationReason, IReadOnlyList<CertificateCard> Others, bool IsExpiring = false)
{
    public bool Stands => State is CertificateState.Valid or CertificateState.Expired;

    /// <summary>Whether the viewer may reissue it: with a corrected name while it is in force, or in place of it if it is revoked
    /// and no other certificate of its course is in force.</summary>
    public bool MayReissue => MayManage && (Stands
        || (State == CertificateState.Revoked && Certificate.SupersededById is null && !Others.Any(o => o.State is CertificateState.Valid or CertificateState.Expired)));
}

/// <summary>A certificate of a person in the viewer's scope, with what the viewer may do with it.</summary>
public sealed class ViewCertificateRecord(IDbContextFactory<AppDbContext> contexts, ValidityCalendar validity)
{
    /// <returns>Null: there is none that the viewer may see.</returns>
    public async Task<CertificateRecord?> RunAsync(Guid viewerId, Guid certificateId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewCertificateRecord));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.CertificateSeenByAsync(viewerId, certificateId, cancellationToken) is not { } certificate)
        {
            return null;
        }

        var moment = validity.Now;
        var now = moment.NowUtc;
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == certificate.PersonId, cancellationToken);
        var manages = await db.ManagesCertificatesOfAsync(viewerId, certificate.PersonId, cancellationToken);
        var others = await db.Set<Certificate>()
            .Where(c => c.PersonId == certificate.PersonId && c.Kind == certificate.Kind && c.SubjectId == certificate.SubjectId && c.Id != certificate.Id).CardsAsync(moment, cancellationToken);
        return new(certificate, certificate.StateAt(now), person.Name, manages, manages ? certificate.RevocationReason : null, others,
            ViewCertificates.IsExpiring(certificate.StateAt(now), certificate.EndsAtUtc, moment));
    }
}
