using CustomerService.Certificates.Rules;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

/// <summary>Whose certificates somebody may see or manage. Every read and every deed starts here.</summary>
public static class CertificateQueries
{
    /// <summary>The certificates of the people a scope may see; the asker's own among them.</summary>
    public static IQueryable<Certificate> CertificatesWithin(this AppDbContext db, VisibilityScope scope)
    {
        if (scope.Everybody)
        {
            return db.Set<Certificate>();
        }

        var people = db.PersonIdsWithin(scope);
        return db.Set<Certificate>().Where(c => people.Contains(c.PersonId));
    }

    /// <summary>A certificate as the viewer may see it: their own, or that of a person in their scope. Otherwise null, as if there were none.</summary>
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

    /// <summary>A certificate to be changed, tracked; nobody else can change it until the running transaction ends.</summary>
    public static async Task<Certificate?> LockedCertificateAsync(this AppDbContext db, Guid certificateId, CancellationToken cancellationToken)
    {
        await db.LockAsync<Certificate>(certificateId, cancellationToken);
        return await db.Set<Certificate>().SingleOrDefaultAsync(c => c.Id == certificateId, cancellationToken);
    }

    /// <summary>Whether the actor may revoke and reissue certificates of a person: HR or administration whose grant reaches that person.</summary>
    public static async Task<bool> ManagesCertificatesOfAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellationToken) =>
        (await db.PermissionsOfAsync(actorId, cancellationToken)).MayManageRecords(await db.StandingsOfAsync(personId, cancellationToken));
}
