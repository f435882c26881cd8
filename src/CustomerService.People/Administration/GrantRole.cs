using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>An administrator gives a role: a manager's for a unit, a partner manager's for a partner organisation, the others for everything.</summary>
public sealed class GrantRole(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="organisationId">Of the place that the role is for.</param>
    /// <param name="unitId">Of that place.</param>
    public Task<Result> RunAsync(Guid actorId, Guid personId, Role role, Guid? organisationId, Guid? unitId, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (!(await db.AuthorityOfAsync(actorId, cancellation)).MayGrantRoles)
            {
                return new NotAllowed();
            }

            if (!await db.Set<Person>().AnyAsync(p => p.Id == personId, cancellation))
            {
                return new NotFound();
            }

            if (await AddAsync(db, personId, role, organisationId, unitId, clock.UtcNow(), cancellation) is { } refused)
            {
                return refused;
            }

            await EndSessionsAsync(db, personId, cancellation);
            db.Audit(actorId, "people.role-granted", personId, clock, await DetailAsync(db, role, organisationId, unitId, cancellation));
            return Result.Done;
        }, cancellation);

    /// <returns>Null, or <see cref="RoleNeedsUnit"/>, <see cref="RoleNeedsPartner"/>, <see cref="RoleGranted"/>.</returns>
    internal static async Task<Refusal?> AddAsync(
        AppDbContext db, Guid personId, Role role, Guid? organisationId, Guid? unitId, DateTime nowUtc, CancellationToken cancellation)
    {
        Guid? unit = null, organisation = null;
        switch (role)
        {
            case Role.Manager:
                if (unitId is null || !await db.Set<Unit>().AnyAsync(u => u.Id == unitId, cancellation))
                {
                    return new RoleNeedsUnit();
                }

                unit = unitId;
                break;
            case Role.PartnerManager:
                if (!await db.Set<Organisation>().AnyAsync(o => o.Id == organisationId && o.Kind == OrganisationKind.Partner, cancellation))
                {
                    return new RoleNeedsPartner();
                }

                organisation = organisationId;
                break;
        }

        if (await db.Set<RoleGrant>().AnyAsync(g => g.PersonId == personId && g.Role == role && g.OrganisationId == organisation && g.UnitId == unit, cancellation))
        {
            return new RoleGranted();
        }

        db.Add(new RoleGrant(Guid.CreateVersion7(), personId, role, organisation, unit, nowUtc));
        return null;
    }

    /// <summary>For the audit: the role, and what it is for where it is not for everything.</summary>
    internal static async Task<string> DetailAsync(AppDbContext db, Role role, Guid? organisationId, Guid? unitId, CancellationToken cancellation) => new DeedDetail
    {
        Role = role,
        Place = role switch
        {
            Role.Manager => await db.NameOfPlaceAsync(null, unitId, cancellation),
            Role.PartnerManager => await db.NameOfPlaceAsync(organisationId, null, cancellation),
            _ => null,
        },
    }.Write();

    /// <summary>The cookie names the roles: whoever gains or loses one signs in anew.</summary>
    internal static async Task EndSessionsAsync(AppDbContext db, Guid personId, CancellationToken cancellation)
    {
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId, cancellation) is { } account)
        {
            AccountKeeping.EndSessions(account);
        }
    }
}
