using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Access;

/// <summary>An administrator revokes a role. The last administrator cannot be removed.</summary>
public sealed class RevokeRole(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    public Task<Result> RunAsync(Guid actorId, Guid personId, Guid grantId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
            if (!permissions.MayGrantRoles)
            {
                return new NotAllowed();
            }

            if (await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == grantId && g.PersonId == personId, cancellationToken) is not { } grant)
            {
                return new NotFound();
            }

            if (!permissions.MayGrant(grant.Role))
            {
                return new NotAllowed();
            }

            if (grant.Role == Role.Administrator && !await db.IsAnotherAdministratorLeftAsync(personId, cancellationToken))
            {
                return new LastAdministrator();
            }

            db.Remove(grant);
            await db.EndSessionsAsync(actorId, personId, SessionEnd.RolesChanged, clock, cancellationToken: cancellationToken);
            await events.RaiseAsync(db, new RolesChanged(personId, clock.UtcNow()), cancellationToken);
            db.Audit(actorId, "people.role-revoked", personId, clock, await GrantRole.DetailAsync(db, grant.Role, grant.OrganisationId, grant.UnitId, cancellationToken));
            return Result.Done;
        }, cancellationToken);
}
