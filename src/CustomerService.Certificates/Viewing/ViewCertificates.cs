using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
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

/// <summary>Queries certificates within the viewer's permissions.</summary>
public sealed class ViewCertificates(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The person's own certificates, newest first.</summary>
    public async Task<IReadOnlyList<CertificateCard>> MineAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Certificate>().Where(c => c.PersonId == personId).CardsAsync(clock.UtcNow(), cancellationToken);
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
}

internal static class CertificateCards
{
    /// <summary>The certificates as they are listed, newest first.</summary>
    public static async Task<IReadOnlyList<CertificateCard>> CardsAsync(this IQueryable<Certificate> certificates, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var rows = await certificates.OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.Id)
            .Select(c => new { c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, c.ExpiresAtUtc, c.RevokedAtUtc, c.SupersededById })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(c => new CertificateCard(
            c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, c.ExpiresAtUtc, Certificate.State(c.RevokedAtUtc, c.SupersededById, c.ExpiresAtUtc, nowUtc)));
    }
}
