using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.SignOn;

/// <summary>What the provider changed of a linked person follows at the sign-in: name, unit, and that the person has left. Each change is audited as
/// the system's. A claim that cannot be followed, such as a unit that is not known, keeps nobody out.</summary>
public sealed partial class FollowProvider(DomainEvents events, TimeProvider clock, ILogger<FollowProvider> logger)
{
    public async Task<ProviderStep> RunAsync(AppDbContext db, SignOnProvider provider, ProviderIdentity identity, Guid personId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(identity);
        await db.LockAsync<Person>(personId, cancellationToken);
        var person = await db.Set<Person>().AsTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        if (identity.HasLeft)
        {
            await LeaveAsync(db, provider, person, cancellationToken);
            return new(personId, person.Language, new SignOnLeft());
        }

        if (!person.IsActive)
        {
            return new(personId, person.Language, new AccountInactive());
        }

        if (provider.Options.Follows(FollowedFact.Name))
        {
            Rename(db, provider, identity, person);
        }

        if (provider.Options.Follows(FollowedFact.Unit) && identity.Unit is not null)
        {
            await MoveAsync(db, provider, identity, personId, cancellationToken);
        }

        return new(personId, person.Language, null);
    }

    private async Task LeaveAsync(AppDbContext db, SignOnProvider provider, Person person, CancellationToken cancellationToken)
    {
        if (!person.IsActive)
        {
            return;
        }

        // Nobody could run the academy any more: it is left to people.
        if (!await db.IsAnotherAdministratorLeftAsync(person.Id, cancellationToken)
            && await db.Set<RoleGrant>().AnyAsync(g => g.PersonId == person.Id && g.Role == Role.Administrator, cancellationToken))
        {
            LastAdministratorLeft(logger, provider.Name, person.Id);
            return;
        }

        person.Deactivate();
        await db.EndSessionsAsync(null, person.Id, SessionEnd.Deactivated, clock, cancellationToken: cancellationToken);
        db.Audit(null, "people.deactivated", person.Id, clock, new AuditDetail { Provider = provider.Name }.Write());
    }

    private void Rename(AppDbContext db, SignOnProvider provider, ProviderIdentity identity, Person person)
    {
        var (before, next) = (person.Name, ProviderName.Merge(person.Name, identity.GivenName, identity.FamilyName));
        if (NameNotPrintable.In(next) is not null || ProviderName.IsTooLong(next))
        {
            NameNotFollowed(logger, provider.Name, person.Id);
            return;
        }

        person.Rename(next);
        List<PersonField> changed = [];
        if ((person.GivenName, person.FamilyName) != (before.GivenName, before.FamilyName)) { changed.Add(PersonField.Name); }
        if ((person.LatinGivenName, person.LatinFamilyName) != (before.LatinGivenName, before.LatinFamilyName)) { changed.Add(PersonField.LatinName); }
        if (changed.Count > 0)
        {
            db.Audit(null, "people.changed", person.Id, clock, new AuditDetail { Fields = changed, Provider = provider.Name }.Write());
        }
    }

    private async Task MoveAsync(AppDbContext db, SignOnProvider provider, ProviderIdentity identity, Guid personId, CancellationToken cancellationToken)
    {
        if (await db.OrganisationOfAsync(provider, cancellationToken) is not { } organisation || await db.UnitOfAsync(organisation.Id, identity.Unit, cancellationToken) is not { } unit)
        {
            UnitNotKnown(logger, provider.Name, personId);
            return;
        }

        var held = await db.Set<Membership>().AsTracking().Where(m => m.PersonId == personId && m.OrganisationId == organisation.Id && m.EndedAtUtc == null).ToListAsync(cancellationToken);
        if (held is not [var former] || former.UnitId == unit.Id)
        {
            return;
        }

        if (!(await db.KeepOpenAsync(unit.Id, cancellationToken)).Succeeded)
        {
            UnitNotKnown(logger, provider.Name, personId);
            return;
        }

        var now = clock.UtcNow();
        former.End(now);
        var next = new Membership(Guid.CreateVersion7(), personId, organisation.Id, unit.Id, former.Audience, former.JobTitle, former.PersonnelNumber, now);
        db.Add(next);
        // Saved before the event is raised: its handlers query memberships.
        await db.SaveChangesAsync(cancellationToken);
        await events.RaiseAsync(db, new PersonJoined(personId, next.Id, organisation.Id, next.Audience, now), cancellationToken);
        db.Audit(null, "people.moved", personId, clock, new AuditDetail
        {
            From = await db.NameOfOrgUnitAsync(organisation.Id, former.UnitId, cancellationToken), OrgUnit = unit.Name, Audience = next.Audience, Provider = provider.Name,
        }.Write());
    }

    [LoggerMessage(1, LogLevel.Warning, "Provider {Provider} names a unit that is not known, or several: {PersonId} stays where they are")]
    private static partial void UnitNotKnown(ILogger logger, string provider, Guid personId);

    [LoggerMessage(2, LogLevel.Warning, "Provider {Provider} sent a name for {PersonId} that certificates cannot print; the present one stays")]
    private static partial void NameNotFollowed(ILogger logger, string provider, Guid personId);

    [LoggerMessage(3, LogLevel.Error, "Provider {Provider} says that {PersonId} has left, who is the last administrator: nobody was deactivated")]
    private static partial void LastAdministratorLeft(ILogger logger, string provider, Guid personId);
}
