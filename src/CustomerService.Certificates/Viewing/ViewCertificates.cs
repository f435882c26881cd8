using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Viewing;

/// <summary>A certificate in a list.</summary>
public sealed record CertificateCard(
    Guid Id, string Number, CertificateKind Kind, LocalText Title, LocalText Programme, DateTime IssuedAtUtc, DateTime? ExpiresAtUtc, CertificateState State);

/// <summary>A certificate as shown to its owner or to someone who may see the owner.</summary>
/// <param name="SuccessorId">The certificate that superseded it.</param>
public sealed record CertificateView(Certificate Certificate, CertificateState State, bool IsOwn, Guid? SuccessorId);

/// <summary>A certificate as shown to HR.</summary>
/// <param name="PersonName">The person's current name.</param>
/// <param name="MayManage">Whether the viewer may revoke and reissue it.</param>
/// <param name="RevocationReason">Null unless the viewer may manage it.</param>
/// <param name="Others">The person's other certificates of the same course or path, newest first.</param>
public sealed record CertificateRecord(
    Certificate Certificate, CertificateState State, PersonName PersonName, bool MayManage, string? RevocationReason, IReadOnlyList<CertificateCard> Others)
{
    public bool Stands => State is CertificateState.Valid or CertificateState.Expired;

    /// <summary>Whether the viewer may reissue it: with a corrected name while it is in force, or in place of it if it is revoked
    /// and no other certificate of its course is in force.</summary>
    public bool MayReissue => MayManage && (Stands
        || (State == CertificateState.Revoked && Certificate.SupersededById is null && !Others.Any(o => o.State is CertificateState.Valid or CertificateState.Expired)));
}

/// <summary>Queries certificates within the viewer's permissions.</summary>
public sealed class ViewCertificates(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The person's own certificates, newest first.</summary>
    public async Task<IReadOnlyList<CertificateCard>> MineAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await CardsAsync(db.Set<Certificate>().Where(c => c.PersonId == personId), cancellationToken);
    }

    /// <returns>Null: there is none that the viewer may see.</returns>
    public async Task<CertificateView?> OneAsync(Guid viewerId, Guid certificateId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var certificate = await db.CertificateSeenByAsync(viewerId, certificateId, cancellationToken);
        return certificate is null ? null : new(certificate, certificate.StateAt(clock.UtcNow()), certificate.PersonId == viewerId, certificate.SupersededById);
    }

    /// <summary>The course certificate earned by a completion, in its latest edition.</summary>
    /// <returns>Null: there is none that the viewer may see.</returns>
    public async Task<Guid?> OfCompletionAsync(Guid viewerId, Guid completionId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await db.Set<Certificate>().Where(c => c.CompletionId == completionId && c.Kind == CertificateKind.Course)
            .OrderByDescending(c => c.Edition).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellationToken);
        return id is { } found && await db.CertificateSeenByAsync(viewerId, found, cancellationToken) is not null ? found : null;
    }

    /// <returns>Null: there is none that the viewer may see.</returns>
    public async Task<CertificateRecord?> RecordAsync(Guid viewerId, Guid certificateId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.CertificateSeenByAsync(viewerId, certificateId, cancellationToken) is not { } certificate)
        {
            return null;
        }

        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == certificate.PersonId, cancellationToken);
        var manages = await db.ManagesCertificatesOfAsync(viewerId, certificate.PersonId, cancellationToken);
        var others = await CardsAsync(
            db.Set<Certificate>().Where(c => c.PersonId == certificate.PersonId && c.Kind == certificate.Kind && c.SubjectId == certificate.SubjectId && c.Id != certificate.Id), cancellationToken);
        return new(certificate, certificate.StateAt(clock.UtcNow()), person.Name, manages, manages ? certificate.RevocationReason : null, others);
    }

    private async Task<IReadOnlyList<CertificateCard>> CardsAsync(IQueryable<Certificate> certificates, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        var rows = await certificates.OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.Id)
            .Select(c => new { c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, c.ExpiresAtUtc, c.RevokedAtUtc, c.SupersededById })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(c => new CertificateCard(
            c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, c.ExpiresAtUtc, Certificate.State(c.RevokedAtUtc, c.SupersededById, c.ExpiresAtUtc, now)));
    }
}
