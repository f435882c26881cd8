using CustomerService.Certificates.Rules;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

/// <summary>Access rules: whose certificates a user may see or manage. Every read and every command starts here.</summary>
public static class CertificateQueries
{
    /// <summary>The certificates of the people within a visibility scope, including the user's own.</summary>
    public static IQueryable<Certificate> CertificatesWithin(this AppDbContext db, VisibilityScope scope)
    {
        if (scope.Everybody)
        {
            return db.Set<Certificate>();
        }

        var people = db.PersonIdsWithin(scope);
        return db.Set<Certificate>().Where(c => people.Contains(c.PersonId));
    }

    /// <summary>A certificate that is the viewer's own or belongs to a person in their scope; otherwise null, as for an unknown id.</summary>
    public static async Task<Certificate?> CertificateSeenByAsync(this AppDbContext db, Guid viewerId, Guid certificateId, CancellationToken cancellationToken)
    {
        var certificate = await db.Set<Certificate>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == certificateId, cancellationToken);
        if (certificate is null || certificate.PersonId == viewerId)
        {
            return certificate;
        }

        var people = db.PersonIdsWithin(await db.ScopeOfAsync(viewerId, cancellationToken));
        return await people.AnyAsync(id => id == certificate.PersonId, cancellationToken) ? certificate : null;
    }

    /// <summary>Loads a certificate for update, tracked, and takes its row lock until the current transaction ends.</summary>
    public static async Task<Certificate?> LockedCertificateAsync(this AppDbContext db, Guid certificateId, CancellationToken cancellationToken)
    {
        await db.LockAsync<Certificate>(certificateId, cancellationToken);
        return await db.Set<Certificate>().SingleOrDefaultAsync(c => c.Id == certificateId, cancellationToken);
    }

    /// <summary>Whether the actor may revoke and reissue certificates of a person: HR or administration whose grant reaches that person.</summary>
    public static async Task<bool> ManagesCertificatesOfAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellationToken) =>
        (await db.PermissionsOfAsync(actorId, cancellationToken)).MayManageRecords(await db.StandingsOfAsync(personId, cancellationToken));
}
