using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Access;

/// <summary>The only place that queries "may change".</summary>
public static class ManagementQueries
{
    /// <summary>Reads the person's permissions from the current grants.</summary>
    public static async Task<ManagementPermissions> PermissionsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        new(personId, await db.Set<RoleGrant>().Where(g => g.PersonId == personId)
            .Select(g => new GrantScope(g.Role, g.OrganisationId, db.Set<Unit>().Where(u => u.Id == g.UnitId).Select(u => u.Path).FirstOrDefault()))
            .ToListAsync(cancellationToken));

    /// <summary>Loads a person for change by the actor, tracked.</summary>
    /// <returns>The person; <see cref="NotFound"/> outside the actor's scope, <see cref="NotAllowed"/> if visible but not within the permissions.</returns>
    public static async Task<Result<Person>> ManagedPersonAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellationToken = default)
    {
        var scope = await db.ScopeOfAsync(actorId, cancellationToken);
        if (await db.PeopleWithin(scope).AsTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
        {
            return new NotFound();
        }

        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        return await db.MayManageAsync(permissions, personId, cancellationToken) ? person : new NotAllowed();
    }

    /// <summary>Whether there is another unlimited administrator who can sign in, now and at the commit: row locks serialise two
    /// administrators who remove each other concurrently.</summary>
    public static async Task<bool> IsAnotherAdministratorLeftAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default)
    {
        var administrators = db.Set<RoleGrant>().Where(g => g.Role == Role.Administrator);
        await administrators.LockAsync(cancellationToken);
        return await administrators.AnyAsync(
            g => g.PersonId != personId && g.OrganisationId == null && g.UnitId == null
                && db.Set<Person>().Any(p => p.Id == g.PersonId && p.IsActive) && db.Set<Account>().Any(a => a.Id == g.PersonId),
            cancellationToken);
    }

    /// <summary>Whether the person is an administrator of the whole academy.</summary>
    public static Task<bool> IsAdministratorAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        db.Set<RoleGrant>().AnyAsync(g => g.PersonId == personId && g.Role == Role.Administrator && g.OrganisationId == null && g.UnitId == null, cancellationToken);

    /// <summary>Whether somebody else in the organisation has the personnel number. A concurrent check in the same organisation blocks until the
    /// current transaction ends, so that the answer still holds at the commit.</summary>
    /// <returns>Done, or <see cref="PersonnelNumberTaken"/>.</returns>
    public static async Task<Result> CheckPersonnelNumberAsync(
        this AppDbContext db, Guid organisationId, Guid personId, string? personnelNumber, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(personnelNumber))
        {
            return Result.Done;
        }

        await db.LockAsync<Organisation>(organisationId, cancellationToken);
        var number = Membership.CanonicalNumber(personnelNumber);
        return await db.Set<Membership>().AnyAsync(
            m => m.OrganisationId == organisationId && m.PersonnelNumber == number && m.EndedAtUtc == null && m.PersonId != personId, cancellationToken)
            ? new PersonnelNumberTaken()
            : Result.Done;
    }

    public static async Task<bool> MayManageAsync(this AppDbContext db, ManagementPermissions permissions, Guid personId, CancellationToken cancellationToken = default)
    {
        var roles = await db.Set<RoleGrant>().Where(g => g.PersonId == personId).Select(g => g.Role).ToListAsync(cancellationToken);
        return permissions.MayManage(personId, roles, await db.StandingsOfAsync(personId, cancellationToken));
    }

    /// <summary>The current memberships of a person.</summary>
    public static Task<List<Placement>> StandingsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null)
            .Select(m => new Placement(m.OrganisationId, db.Set<Unit>().Where(u => u.Id == m.UnitId).Select(u => u.Path).FirstOrDefault(), m.Audience))
            .ToListAsync(cancellationToken);

    /// <summary>Whether the actor may add a membership there, and whether the membership is valid.</summary>
    /// <returns>Done, or <see cref="MembershipRefused"/>, or <see cref="AudienceRefused"/>.</returns>
    public static async Task<Result> CheckMembershipAsync(
        this AppDbContext db, ManagementPermissions permissions, Guid organisationId, Guid? unitId, Audience audience, CancellationToken cancellationToken = default)
    {
        var organisation = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisationId, cancellationToken);
        var unit = unitId is null ? null : await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId && u.OrganisationId == organisationId, cancellationToken);
        if (organisation is null || (unitId is not null && unit is null))
        {
            return new MembershipRefused();
        }

        return !OrganisationAudiences.Of(organisation.Kind).Contains(audience) ? new AudienceRefused()
            : !permissions.MayAddMembership(new Placement(organisationId, unit?.Path, audience)) ? new MembershipRefused()
            : Result.Done;
    }
}
