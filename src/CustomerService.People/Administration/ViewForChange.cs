using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A running place, to be changed.</summary>
public sealed record HeldPlace(Guid MembershipId, Guid OrganisationId, Guid? UnitId, LocalText Name, Audience Audience, LocalText JobTitle, string? PersonnelNumber);

/// <param name="Place">What it reaches; null: everything.</param>
public sealed record HeldRole(Guid GrantId, Role Role, LocalText? Place);

/// <summary>What an office page needs to change a person.</summary>
/// <param name="UserName">Null: no account.</param>
/// <param name="Choices">Places that the actor may give.</param>
public sealed record PersonForChange(
    Guid Id, PersonName Name, string? Email, string? Mobile, bool IsActive, string? UserName, DateTime? LockedUntilUtc,
    IReadOnlyList<HeldPlace> Held, IReadOnlyList<HeldRole> Roles, Places Choices, Authority Authority)
{
    /// <summary>Roles are shown and changed by administrators alone.</summary>
    public bool MayGrantRoles => Authority.MayGrantRoles;

    public bool IsSelf => Id == Authority.PersonId;
}

/// <summary>Reads what the forms of people's administration show.</summary>
public sealed class ViewForChange(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <returns>Null: there is nobody of that id whom the actor may change.</returns>
    public async Task<PersonForChange?> PersonAsync(Guid actorId, Guid personId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if ((await db.ManagedPersonAsync(actorId, personId, cancellation)).Value is not { } person)
        {
            return null;
        }

        var (authority, places) = await ChoicesAsync(db, actorId, cancellation);
        var scope = await db.ScopeOfAsync(actorId, cancellation);
        var names = await db.PlacesWithinAsync(scope, cancellation);
        var held = await db.MembershipsWithin(scope).AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.StartedAtUtc).ToListAsync(cancellation);
        var roles = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.PersonId == personId).OrderBy(g => g.GrantedAtUtc).ToListAsync(cancellation);
        var account = await db.Set<Account>().Where(a => a.Id == personId).Select(a => new { a.UserName, a.LockoutEnd }).SingleOrDefaultAsync(cancellation);
        var locked = account?.LockoutEnd?.UtcDateTime;
        return new(
            personId, person.Name, person.Email, person.Mobile, person.IsActive, account?.UserName, locked > clock.UtcNow() ? locked : null,
            held.ConvertAll(m => new HeldPlace(m.Id, m.OrganisationId, m.UnitId, names.NameOf(m.OrganisationId, m.UnitId), m.Audience, m.JobTitle, m.PersonnelNumber)),
            roles.ConvertAll(g => new HeldRole(g.Id, g.Role, g.UnitId is null && g.OrganisationId is null ? null : names.NameOf(g.OrganisationId ?? Guid.Empty, g.UnitId))),
            places, authority);
    }

    /// <summary>The places that the actor may give to somebody new.</summary>
    public async Task<(Authority Authority, Places Choices)> ChoicesAsync(Guid actorId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ChoicesAsync(db, actorId, cancellation);
    }

    private static async Task<(Authority Authority, Places Choices)> ChoicesAsync(AppDbContext db, Guid actorId, CancellationToken cancellation)
    {
        var authority = await db.AuthorityOfAsync(actorId, cancellation);
        var seen = await db.PlacesWithinAsync(await db.ScopeOfAsync(actorId, cancellation), cancellation);
        bool MayPlace(Guid organisation, OrganisationKind kind, string? path) => AudiencePlaces.Of(kind).Any(a => authority.MayPlace(new Standing(organisation, path, a)));
        return (authority, new Places(
            [.. seen.Organisations.Where(o => MayPlace(o.Id, o.Kind, null))],
            [.. seen.Units.Where(u => MayPlace(u.OrganisationId, seen.Organisation(u.OrganisationId)!.Kind, u.Path))]));
    }
}
