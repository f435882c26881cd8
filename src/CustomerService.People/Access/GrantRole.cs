using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Access;

/// <summary>An administrator grants a role for a place, as <see cref="RoleTraits.GrantedFor"/> allows.</summary>
public sealed class GrantRole(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
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
            await events.RaiseAsync(db, new RolesChanged(personId, clock.UtcNow()), cancellationToken);
            db.Audit(actorId, "people.role-granted", personId, clock, await DetailAsync(db, role, organisationId, unitId, cancellationToken));
            return Result.Done;
        }, cancellationToken);

    /// <summary>Grants the role for exactly this place: a place that the role cannot be held for is refused, never widened or narrowed.</summary>
    /// <returns>Done, or <see cref="RoleNeedsUnit"/>, <see cref="RoleNeedsPartner"/>, <see cref="RoleHasNoPlace"/>, <see cref="PlaceUnknown"/>, <see cref="UnitClosed"/>, <see cref="RoleGranted"/>.</returns>
    internal static async Task<Result> AddAsync(
        AppDbContext db, Guid personId, Role role, Guid? organisationId, Guid? unitId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (await PlaceRefusalAsync(db, role.Traits().GrantedFor, organisationId, unitId, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await db.KeepOpenAsync(unitId, cancellationToken) is { Refusal: { } closed })
        {
            return closed;
        }

        var (organisation, unit) = Stored(organisationId, unitId);
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
        var (organisation, unit) = Stored(organisationId, unitId);
        return new AuditDetail
        {
            Role = role,
            OrgUnit = organisation is null && unit is null ? null : await db.NameOfOrgUnitAsync(organisation, unit, cancellationToken),
        }.Write();
    }

    /// <summary>The place that a role gets which is granted together with a first membership: the membership's, where the role needs one.</summary>
    internal static (Guid? Organisation, Guid? Unit) PlaceWithin(Role role, Guid organisationId, Guid? unitId) => role.Traits().GrantedFor switch
    {
        GrantKind.Unit => (organisationId, unitId),
        GrantKind.Partner => (organisationId, null),
        GrantKind.Everything or GrantKind.Anywhere => (null, null),
        var kind => throw new InvalidOperationException($"{kind} is no kind of grant."),
    };

    /// <summary>A grant for a unit does not name the unit's organisation: it would cover that as well.</summary>
    private static (Guid? Organisation, Guid? Unit) Stored(Guid? organisationId, Guid? unitId) => unitId is null ? (organisationId, null) : (null, unitId);

    private static async Task<Refusal?> PlaceRefusalAsync(AppDbContext db, GrantKind kind, Guid? organisationId, Guid? unitId, CancellationToken cancellationToken)
    {
        Task<bool> UnitExists() => db.Set<Unit>().AnyAsync(u => u.Id == unitId, cancellationToken);
        Task<bool> OrganisationExists(bool partner) => db.Set<Organisation>().AnyAsync(o => o.Id == organisationId && (!partner || o.Kind == OrganisationKind.Partner), cancellationToken);
        return kind switch
        {
            GrantKind.Unit => unitId is not null && await UnitExists() ? null : new RoleNeedsUnit(),
            GrantKind.Partner => unitId is null && await OrganisationExists(partner: true) ? null : new RoleNeedsPartner(),
            GrantKind.Everything => organisationId is null && unitId is null ? null : new RoleHasNoPlace(),
            GrantKind.Anywhere => (organisationId is null && unitId is null) || (unitId is null ? await OrganisationExists(partner: false) : await UnitExists()) ? null : new PlaceUnknown(),
            _ => throw new InvalidOperationException($"{kind} is no kind of grant."),
        };
    }
}
