using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Data;

/// <summary>The one place where "may change" is asked of the database.</summary>
public static class AuthorityQueries
{
    /// <summary>Reads what the person's grants allow, afresh.</summary>
    public static async Task<Authority> AuthorityOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellation = default) =>
        new(personId, await db.Set<RoleGrant>().Where(g => g.PersonId == personId)
            .Select(g => new Reach(g.Role, g.OrganisationId, db.Set<Unit>().Where(u => u.Id == g.UnitId).Select(u => u.Path).FirstOrDefault()))
            .ToListAsync(cancellation));

    /// <summary>A person to be changed by the actor, tracked.</summary>
    /// <returns>The person; <see cref="NotFound"/> outside the actor's scope, <see cref="NotAllowed"/> where the scope sees and the authority does not reach.</returns>
    public static async Task<Result<Person>> ManagedPersonAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellation = default)
    {
        var scope = await db.ScopeOfAsync(actorId, cancellation);
        if (await db.PeopleWithin(scope).AsTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellation) is not { } person)
        {
            return new NotFound();
        }

        var authority = await db.AuthorityOfAsync(actorId, cancellation);
        return await db.MayManageAsync(authority, personId, cancellation) ? person : new NotAllowed();
    }

    /// <summary>Whether there is an administrator of everything other than this person who can sign in, and will be at the commit: two who take
    /// each other away at once wait here for each other.</summary>
    public static async Task<bool> IsAnotherAdministratorLeftAsync(this AppDbContext db, Guid personId, CancellationToken cancellation = default)
    {
        var administrators = db.Set<RoleGrant>().Where(g => g.Role == Role.Administrator);
        await administrators.LockAsync(cancellation);
        return await administrators.AnyAsync(
            g => g.PersonId != personId && g.OrganisationId == null && g.UnitId == null
                && db.Set<Person>().Any(p => p.Id == g.PersonId && p.IsActive) && db.Set<Account>().Any(a => a.Id == g.PersonId),
            cancellation);
    }

    /// <summary>Whether somebody else in the organisation has the personnel number. Whoever asks for one in the same organisation waits until the
    /// running transaction ends, so that the answer still holds at the commit.</summary>
    /// <returns>Done, or <see cref="PersonnelNumberTaken"/>.</returns>
    public static async Task<Result> CheckPersonnelNumberAsync(
        this AppDbContext db, Guid organisationId, Guid personId, string? personnelNumber, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(personnelNumber))
        {
            return Result.Done;
        }

        await db.LockAsync<Organisation>(organisationId, cancellation);
        var number = Membership.CanonicalNumber(personnelNumber);
        return await db.Set<Membership>().AnyAsync(
            m => m.OrganisationId == organisationId && m.PersonnelNumber == number && m.EndedAtUtc == null && m.PersonId != personId, cancellation)
            ? new PersonnelNumberTaken()
            : Result.Done;
    }

    public static async Task<bool> MayManageAsync(this AppDbContext db, Authority authority, Guid personId, CancellationToken cancellation = default)
    {
        var roles = await db.Set<RoleGrant>().Where(g => g.PersonId == personId).Select(g => g.Role).ToListAsync(cancellation);
        return authority.MayManage(personId, roles, await db.StandingsOfAsync(personId, cancellation));
    }

    /// <summary>The running places of a person.</summary>
    public static Task<List<Standing>> StandingsOfAsync(this AppDbContext db, Guid personId, CancellationToken cancellation = default) =>
        db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null)
            .Select(m => new Standing(m.OrganisationId, db.Set<Unit>().Where(u => u.Id == m.UnitId).Select(u => u.Path).FirstOrDefault(), m.Audience))
            .ToListAsync(cancellation);

    /// <summary>Whether the actor may place somebody there, and whether the place makes sense.</summary>
    /// <returns>Done, or <see cref="PlaceRefused"/>, or <see cref="AudienceRefused"/>.</returns>
    public static async Task<Result> CheckPlaceAsync(
        this AppDbContext db, Authority authority, Guid organisationId, Guid? unitId, Audience audience, CancellationToken cancellation = default)
    {
        var organisation = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisationId, cancellation);
        var unit = unitId is null ? null : await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId && u.OrganisationId == organisationId, cancellation);
        if (organisation is null || (unitId is not null && unit is null))
        {
            return new PlaceRefused();
        }

        return !AudiencePlaces.Of(organisation.Kind).Contains(audience) ? new AudienceRefused()
            : !authority.MayPlace(new Standing(organisationId, unit?.Path, audience)) ? new PlaceRefused()
            : Result.Done;
    }
}
