using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>An administrator takes a role back. The last administrator stays.</summary>
public sealed class RevokeRole(UnitOfWork unitOfWork, TimeProvider clock)
{
    public Task<Result> RunAsync(Guid actorId, Guid personId, Guid grantId, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (!(await db.AuthorityOfAsync(actorId, cancellation)).MayGrantRoles)
            {
                return new NotAllowed();
            }

            if (await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == grantId && g.PersonId == personId, cancellation) is not { } grant)
            {
                return new NotFound();
            }

            if (grant.Role == Role.Administrator && !await IsAnotherLeftAsync(db, personId, cancellation))
            {
                return new LastAdministrator();
            }

            db.Remove(grant);
            await GrantRole.EndSessionsAsync(db, personId, cancellation);
            db.Audit(actorId, "people.role-revoked", personId, clock, await GrantRole.DetailAsync(db, grant.Role, grant.OrganisationId, grant.UnitId, cancellation));
            return Result.Done;
        }, cancellation);

    /// <summary>Whether there is another administrator, and will be at the commit: two who revoke each other at once wait here for each other.</summary>
    private static async Task<bool> IsAnotherLeftAsync(AppDbContext db, Guid personId, CancellationToken cancellation)
    {
        var administrators = db.Set<RoleGrant>().Where(g => g.Role == Role.Administrator);
        await administrators.ExecuteUpdateAsync(s => s.SetProperty(g => g.Role, g => g.Role), cancellation);
        return await administrators.AnyAsync(g => g.PersonId != personId, cancellation);
    }
}
