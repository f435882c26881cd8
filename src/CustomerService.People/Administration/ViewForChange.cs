using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A current membership, to be changed.</summary>
public sealed record HeldMembership(Guid MembershipId, Guid OrganisationId, Guid? UnitId, LocalText Name, Audience Audience, LocalText JobTitle, string? PersonnelNumber);

/// <param name="OrgUnit">The unit or organisation it is limited to; null: everything.</param>
public sealed record HeldRole(Guid GrantId, Role Role, LocalText? OrgUnit);

/// <summary>Data for the office pages that change a person.</summary>
/// <param name="DetailsVersion">Of name and contact: see <see cref="ChangePerson.VersionOf"/>.</param>
/// <param name="UserName">Null: no account.</param>
/// <param name="Choices">The organisations and units that the actor may assign.</param>
/// <param name="MayProveContacts">Whether the actor may confirm the contacts.</param>
/// <param name="HasSecondFactor">Told to administrators alone, who may take it away.</param>
/// <param name="Links">The accounts of providers that sign the person in.</param>
public sealed record PersonForChange(
    Guid Id, PersonName Name, string? Email, string? Mobile, string DetailsVersion, bool IsActive, string? UserName, DateTime? LockedUntilUtc,
    IReadOnlyList<HeldMembership> Held, IReadOnlyList<HeldRole> Roles, OrgTree Choices, ManagementPermissions Permissions,
    IReadOnlyList<Contact> Contacts, bool MayProveContacts, bool HasSecondFactor, IReadOnlyList<SignOnLinkView> Links)
{
    /// <summary>Roles are visible to and changed by administrators only.</summary>
    public bool MayGrantRoles => Permissions.MayGrantRoles;

    public bool IsSelf => Id == Permissions.PersonId;
}

/// <summary>Loads the data of the people administration forms.</summary>
public sealed class ViewForChange(IDbContextFactory<AppDbContext> contexts, ViewSecondFactor secondFactor, ViewSignOnLinks links, TimeProvider clock)
{
    /// <returns>Null: there is no person with that id whom the actor may change.</returns>
    public async Task<PersonForChange?> PersonAsync(Guid actorId, Guid personId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await db.ManagedPersonAsync(actorId, personId, cancellationToken)).Value is not { } person)
        {
            return null;
        }

        var (permissions, tree) = await ChoicesAsync(db, actorId, cancellationToken);
        var scope = await db.ScopeOfAsync(actorId, cancellationToken);
        var names = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var held = await db.MembershipsWithin(scope).AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.StartedAtUtc).ToListAsync(cancellationToken);
        var roles = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.PersonId == personId).OrderBy(g => g.GrantedAtUtc).ToListAsync(cancellationToken);
        var account = await db.Set<Account>().Where(a => a.Id == personId).Select(a => new { a.UserName, a.LockoutEnd }).SingleOrDefaultAsync(cancellationToken);
        var locked = account?.LockoutEnd?.UtcDateTime;
        return new(
            personId, person.Name, person.Email, person.Mobile, ChangePerson.VersionOf(person.Name, person.Email, person.Mobile, clock.UtcNow()), person.IsActive, account?.UserName, locked > clock.UtcNow() ? locked : null,
            held.ConvertAll(m => new HeldMembership(m.Id, m.OrganisationId, m.UnitId, names.NameOf(m.OrganisationId, m.UnitId), m.Audience, m.JobTitle, m.PersonnelNumber)),
            roles.ConvertAll(g => new HeldRole(g.Id, g.Role, g.UnitId is null && g.OrganisationId is null ? null : names.NameOf(g.OrganisationId ?? Guid.Empty, g.UnitId))),
            tree, permissions, person.Contacts, permissions.MayProveContacts(personId, await db.StandingsOfAsync(personId, cancellationToken)),
            permissions.IsAdministrator && personId != actorId && (await secondFactor.RunAsync(personId, cancellationToken)).IsOn, await links.RunAsync(personId, cancellationToken));
    }

    /// <summary>The organisations and units that the actor may assign to a new person.</summary>
    public async Task<(ManagementPermissions Permissions, OrgTree Choices)> ChoicesAsync(Guid actorId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ChoicesAsync(db, actorId, cancellationToken);
    }

    private static async Task<(ManagementPermissions Permissions, OrgTree Choices)> ChoicesAsync(AppDbContext db, Guid actorId, CancellationToken cancellationToken)
    {
        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        var seen = await db.OrgTreeWithinAsync(await db.ScopeOfAsync(actorId, cancellationToken), cancellationToken);
        bool MayAddMembership(Guid organisation, OrganisationKind kind, string? path) => OrganisationAudiences.Of(kind).Any(a => permissions.MayAddMembership(new Placement(organisation, path, a)));
        return (permissions, new OrgTree(
            [.. seen.Organisations.Where(o => MayAddMembership(o.Id, o.Kind, null))],
            [.. seen.OpenUnits.Where(u => MayAddMembership(u.OrganisationId, seen.Organisation(u.OrganisationId)!.Kind, u.Path))]));
    }
}
