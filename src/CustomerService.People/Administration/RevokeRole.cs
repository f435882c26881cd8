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
            var authority = await db.AuthorityOfAsync(actorId, cancellation);
            if (!authority.MayGrantRoles)
            {
                return new NotAllowed();
            }

            if (await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == grantId && g.PersonId == personId, cancellation) is not { } grant)
            {
                return new NotFound();
            }

            if (!authority.MayGrant(grant.Role))
            {
                return new NotAllowed();
            }

            if (grant.Role == Role.Administrator && !await db.IsAnotherAdministratorLeftAsync(personId, cancellation))
            {
                return new LastAdministrator();
            }

            db.Remove(grant);
            await GrantRole.EndSessionsAsync(db, personId, cancellation);
            db.Audit(actorId, "people.role-revoked", personId, clock, await GrantRole.DetailAsync(db, grant.Role, grant.OrganisationId, grant.UnitId, cancellation));
            return Result.Done;
        }, cancellation);
}
