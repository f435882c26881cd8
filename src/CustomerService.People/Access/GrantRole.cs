using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Access;

/// <summary>An administrator grants a role: a manager's for a unit, a partner manager's for a partner organisation, the others for everything.</summary>
public sealed class GrantRole(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="organisationId">The organisation that the role is granted for.</param>
    /// <param name="unitId">The unit that the role is granted for.</param>
    public Task<Result> RunAsync(Guid actorId, Guid personId, Role role, Guid? organisationId, Guid? unitId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).MayGrant(role))
            {
                return new NotAllowed();
            }

            if (!await db.Set<Person>().AnyAsync(p => p.Id == personId, cancellationToken))
            {
                return new NotFound();
            }

            if (await AddAsync(db, personId, role, organisationId, unitId, clock.UtcNow(), cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }

            // The cookie contains the roles: whoever gains or loses one signs in again.
            await db.EndSessionsAsync(actorId, personId, SessionEnd.RolesChanged, clock, cancellationToken: cancellationToken);
            db.Audit(actorId, "people.role-granted", personId, clock, await DetailAsync(db, role, organisationId, unitId, cancellationToken));
            return Result.Done;
        }, cancellationToken);

    /// <returns>Done, or <see cref="RoleNeedsUnit"/>, <see cref="RoleNeedsPartner"/>, <see cref="RoleGranted"/>.</returns>
    internal static async Task<Result> AddAsync(
        AppDbContext db, Guid personId, Role role, Guid? organisationId, Guid? unitId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var kind = role.Traits().GrantedFor;
        if (kind == GrantKind.Unit && (unitId is null || !await db.Set<Unit>().AnyAsync(u => u.Id == unitId, cancellationToken)))
        {
            return new RoleNeedsUnit();
        }

        if (kind == GrantKind.Partner && !await db.Set<Organisation>().AnyAsync(o => o.Id == organisationId && o.Kind == OrganisationKind.Partner, cancellationToken))
        {
            return new RoleNeedsPartner();
        }

        var (organisation, unit) = OrgUnit(role, organisationId, unitId);
        // Given twice at once, it would be left after one is revoked. By name, since the person may be new and not yet saved.
        await db.LockNameAsync($"roles-of:{personId}", cancellationToken);
        if (await db.Set<RoleGrant>().AnyAsync(g => g.PersonId == personId && g.Role == role && g.OrganisationId == organisation && g.UnitId == unit, cancellationToken))
        {
            return new RoleGranted();
        }

        db.Add(new RoleGrant(Guid.CreateVersion7(), personId, role, organisation, unit, nowUtc));
        return Result.Done;
    }

    /// <summary>For the audit: the role, and its organisation or unit if limited to one.</summary>
    internal static async Task<string> DetailAsync(AppDbContext db, Role role, Guid? organisationId, Guid? unitId, CancellationToken cancellationToken)
    {
        var (organisation, unit) = OrgUnit(role, organisationId, unitId);
        return new AuditDetail
        {
            Role = role,
            OrgUnit = organisation is null && unit is null ? null : await db.NameOfOrgUnitAsync(organisation, unit, cancellationToken),
        }.Write();
    }

    /// <summary>The part of the chosen organisation and unit that a grant of the role stores.</summary>
    private static (Guid? Organisation, Guid? Unit) OrgUnit(Role role, Guid? organisationId, Guid? unitId) => role.Traits().GrantedFor switch
    {
        GrantKind.Unit => (null, unitId),
        GrantKind.Partner => (organisationId, null),
        GrantKind.Everything => (null, null),
        var kind => throw new InvalidOperationException($"{kind} is no kind of grant."),
    };
}
