using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A membership to be added.</summary>
public sealed record NewMembership(Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber);

/// <summary>Adds a membership: replacing another one (which ends and is kept as history), or as an additional one.</summary>
public sealed class MovePerson(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    private static readonly string[] Changes = ["people.moved", "people.membership-ended"];

    /// <returns>Done, <see cref="MembershipHeld"/>, a <see cref="StaleRecord"/> where the membership has ended meanwhile, <see cref="PersonnelNumberTaken"/>, <see cref="UnitClosed"/>, or why the membership is refused.</returns>
    /// <param name="version">Of the form: says when it was filled; null: no form.</param>
    /// <param name="fromMembershipId">The current membership to end; null: none.</param>
    public Task<Result> RunAsync(
        Guid actorId, Guid personId, Guid? fromMembershipId, NewMembership next, string? version = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => MoveAsync(db, actorId, personId, fromMembershipId, next, version, cancellationToken), cancellationToken);

    /// <summary>The same within a unit of work.</summary>
    internal async Task<Result> MoveAsync(AppDbContext db, Guid actorId, Guid personId, Guid? fromMembershipId, NewMembership next, string? version, CancellationToken cancellationToken)
    {
        await db.LockAsync<Person>(personId, cancellationToken);
        var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Refusal!;
        }

        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        if (await db.CheckMembershipAsync(permissions, next.OrganisationId, next.UnitId, next.Audience, cancellationToken) is { Refusal: { } refused })
        {
            return refused;
        }

        if (await db.KeepOpenAsync(next.UnitId, cancellationToken) is { Refusal: { } closed })
        {
            return closed;
        }

        var now = clock.UtcNow();
        Membership? left = null;
        if (fromMembershipId is { } from)
        {
            if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.Id == from && m.PersonId == personId && m.EndedAtUtc == null, cancellationToken) is not { } former)
            {
                // Ended meanwhile, or by the first of two clicks.
                return version is not null && await db.Set<Membership>().AnyAsync(m => m.Id == from && m.PersonId == personId, cancellationToken)
                    ? await db.StaleAsync(personId, version, Changes, cancellationToken)
                    : new NotFound();
            }

            left = former;
            former.End(now);
            if (IsSame(former, next))
            {
                return new MembershipHeld();
            }
        }

        if (await db.Set<Membership>().AnyAsync(
            m => m.PersonId == personId && m.EndedAtUtc == null && m.Id != fromMembershipId && m.OrganisationId == next.OrganisationId && m.UnitId == next.UnitId, cancellationToken))
        {
            return new MembershipHeld();
        }

        if (await db.CheckPersonnelNumberAsync(next.OrganisationId, personId, next.PersonnelNumber, cancellationToken) is { Refusal: { } numbered })
        {
            return numbered;
        }

        var membership = new Membership(Guid.CreateVersion7(), personId, next.OrganisationId, next.UnitId, next.Audience, next.JobTitle, next.PersonnelNumber, now);
        db.Add(membership);
        // Saved before the event is raised: its handlers query memberships.
        await db.SaveChangesAsync(cancellationToken);
        await events.RaiseAsync(db, new PersonJoined(personId, membership.Id, next.OrganisationId, next.Audience, now), cancellationToken);
        if (left is not null)
        {
            await events.RaiseAsync(db, new MembershipEnded(personId, left.Id, left.OrganisationId, left.Audience, now), cancellationToken);
        }

        db.Audit(actorId, fromMembershipId is null ? "people.membership-added" : "people.moved", personId, clock, new AuditDetail
        {
            From = left is null ? null : await db.NameOfOrgUnitAsync(left.OrganisationId, left.UnitId, cancellationToken),
            OrgUnit = await db.NameOfOrgUnitAsync(next.OrganisationId, next.UnitId, cancellationToken),
            Audience = next.Audience,
            Fields = left is null ? null : Changed(left, membership),
        }.Write());
        return Result.Done;
    }

    /// <summary>What changes besides organisation and unit.</summary>
    private static List<PersonField> Changed(Membership left, Membership taken)
    {
        List<PersonField> changed = [];
        if (left.Audience != taken.Audience) { changed.Add(PersonField.Audience); }
        if (left.JobTitle != taken.JobTitle) { changed.Add(PersonField.JobTitle); }
        if (left.PersonnelNumber != taken.PersonnelNumber) { changed.Add(PersonField.PersonnelNumber); }
        return changed;
    }

    /// <summary>Whether nothing would change.</summary>
    private static bool IsSame(Membership former, NewMembership next) =>
        (former.OrganisationId, former.UnitId, former.Audience, former.JobTitle, former.PersonnelNumber) == (
            next.OrganisationId, next.UnitId, next.Audience, next.JobTitle ?? LocalText.Empty,
            string.IsNullOrWhiteSpace(next.PersonnelNumber) ? null : Membership.CanonicalNumber(next.PersonnelNumber));
}
