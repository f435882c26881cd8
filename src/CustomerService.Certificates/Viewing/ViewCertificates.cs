using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Viewing;

/// <summary>A certificate in a list.</summary>
public sealed record CertificateCard(
    Guid Id, string Number, CertificateKind Kind, LocalText Title, LocalText Programme, DateTime IssuedAtUtc, DateTime? EndsAtUtc, CertificateState State)
{
    /// <summary>Whether it is valid, and near its end.</summary>
    public bool IsExpiring { get; init; }
}

/// <summary>A certificate as shown to its owner or to someone who may see the owner.</summary>
/// <param name="SuccessorId">The certificate that superseded it.</param>
/// <param name="IsExpiring">Whether it is valid, and near its end.</param>
public sealed record CertificateView(Certificate Certificate, CertificateState State, bool IsOwn, Guid? SuccessorId, bool IsExpiring);

/// <summary>Queries certificates within the viewer's permissions.</summary>
public sealed class ViewCertificates(IDbContextFactory<AppDbContext> contexts, ValidityCalendar validity)
{
    /// <summary>The person's own certificates, newest first.</summary>
    public async Task<IReadOnlyList<CertificateCard>> MineAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Certificate>().Where(c => c.PersonId == personId).CardsAsync(validity.Now, cancellationToken);
    }

    /// <returns>Null: there is none that the viewer may see.</returns>
    public async Task<CertificateView?> OneAsync(Guid viewerId, Guid certificateId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var certificate = await db.CertificateSeenByAsync(viewerId, certificateId, cancellationToken);
        if (certificate is null)
        {
            return null;
        }

        var moment = validity.Now;
        var state = certificate.StateAt(moment.NowUtc);
        return new(certificate, state, certificate.PersonId == viewerId, certificate.SupersededById, IsExpiring(state, certificate.EndsAtUtc, moment));
    }

    /// <summary>Whether a certificate in this state is near its end.</summary>
    internal static bool IsExpiring(CertificateState state, DateTime? endsAtUtc, ValidityMoment moment) =>
        state == CertificateState.Valid && moment.StateOf(endsAtUtc) == ValidityState.Expiring;

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
    public static async Task<IReadOnlyList<CertificateCard>> CardsAsync(this IQueryable<Certificate> certificates, ValidityMoment moment, CancellationToken cancellationToken)
    {
        var rows = await certificates.OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.Id)
            .Select(c => new { c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, c.ExpiresAtUtc, c.ShortenedToUtc, c.RevokedAtUtc, c.SupersededById })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(c =>
        {
            var end = Certificate.EndOf(c.ExpiresAtUtc, c.ShortenedToUtc);
            var state = Certificate.State(c.RevokedAtUtc, c.SupersededById, end, moment.NowUtc);
            return new CertificateCard(c.Id, c.Number, c.Kind, c.Title, c.Programme, c.IssuedAtUtc, end, state) { IsExpiring = ViewCertificates.IsExpiring(state, end, moment) };
        });
    }
}
