using CustomerService.Certificates.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

/// <summary>Whose certificates somebody may see or manage. Every read and every deed starts here.</summary>
public static class CertificateQueries
{
    /// <summary>The certificates of the people a scope may see; the asker's own among them.</summary>
    public static IQueryable<Certificate> CertificatesWithin(this AppDbContext db, PeopleScope scope)
    {
        if (scope.Everybody)
        {
            return db.Set<Certificate>();
        }

        var people = db.PersonIdsWithin(scope);
        return db.Set<Certificate>().Where(c => people.Contains(c.PersonId));
    }

    /// <summary>A certificate as the viewer may see it: their own, or that of a person in their scope. Otherwise null, as if there were none.</summary>
    public static async Task<Certificate?> CertificateSeenByAsync(this AppDbContext db, Guid viewerId, Guid certificateId, CancellationToken cancellation)
    {
        var certificate = await db.Set<Certificate>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == certificateId, cancellation);
        if (certificate is null || certificate.PersonId == viewerId)
        {
            return certificate;
        }

        var people = db.PersonIdsWithin(await db.ScopeOfAsync(viewerId, cancellation));
        return await people.AnyAsync(id => id == certificate.PersonId, cancellation) ? certificate : null;
    }

    /// <summary>A certificate to be changed, tracked; nobody else can change it until the running transaction ends.</summary>
    public static async Task<Certificate?> LockedCertificateAsync(this AppDbContext db, Guid certificateId, CancellationToken cancellation)
    {
        await db.LockAsync<Certificate>(certificateId, cancellation);
        return await db.Set<Certificate>().SingleOrDefaultAsync(c => c.Id == certificateId, cancellation);
    }

    /// <summary>Whether the actor may revoke and reissue certificates of a person: HR or administration whose grant reaches that person.</summary>
    public static async Task<bool> ManagesCertificatesOfAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellation) =>
        (await db.AuthorityOfAsync(actorId, cancellation)).MayManageRecords(await db.StandingsOfAsync(personId, cancellation));
}
