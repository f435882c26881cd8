using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using CustomerService.Platform.Facts;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A place to be taken.</summary>
public sealed record NewPlace(Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber);

/// <summary>Gives a person a place: in another one's stead (that one ends and stays as history), or as a further one.</summary>
public sealed class MovePerson(UnitOfWork unitOfWork, FactRecorder facts, TimeProvider clock)
{
    /// <returns>Done, <see cref="PlaceHeld"/>, <see cref="PersonnelNumberTaken"/>, or why the person may not be placed there.</returns>
    /// <param name="fromMembershipId">The running place that ends; null: none does.</param>
    public Task<Result> RunAsync(Guid actorId, Guid personId, Guid? fromMembershipId, NewPlace place, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Person>(personId, cancellation);
            var found = await db.ManagedPersonAsync(actorId, personId, cancellation);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            var authority = await db.AuthorityOfAsync(actorId, cancellation);
            if (await db.CheckPlaceAsync(authority, place.OrganisationId, place.UnitId, place.Audience, cancellation) is { Refusal: { } refused })
            {
                return refused;
            }

            var now = clock.UtcNow();
            Membership? left = null;
            if (fromMembershipId is { } from)
            {
                if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.Id == from && m.PersonId == personId && m.EndedAtUtc == null, cancellation) is not { } former)
                {
                    return new NotFound();
                }

                left = former;
                former.End(now);
                if (IsSame(former, place))
                {
                    return new PlaceHeld();
                }
            }

            if (await db.Set<Membership>().AnyAsync(
                m => m.PersonId == personId && m.EndedAtUtc == null && m.Id != fromMembershipId && m.OrganisationId == place.OrganisationId && m.UnitId == place.UnitId, cancellation))
            {
                return new PlaceHeld();
            }

            if (await db.CheckPersonnelNumberAsync(place.OrganisationId, personId, place.PersonnelNumber, cancellation) is { Refusal: { } numbered })
            {
                return numbered;
            }

            var membership = new Membership(Guid.CreateVersion7(), personId, place.OrganisationId, place.UnitId, place.Audience, place.JobTitle, place.PersonnelNumber, now);
            db.Add(membership);
            // Saved before the fact: reactions ask the database who belongs where.
            await db.SaveChangesAsync(cancellation);
            await facts.RecordAsync(db, new PersonJoined(personId, membership.Id, place.OrganisationId, place.Audience, now), cancellation);
            db.Audit(actorId, fromMembershipId is null ? "people.place-added" : "people.moved", personId, clock, new DeedDetail
            {
                From = left is null ? null : await db.NameOfPlaceAsync(left.OrganisationId, left.UnitId, cancellation),
                Place = await db.NameOfPlaceAsync(place.OrganisationId, place.UnitId, cancellation),
                Audience = place.Audience,
                Fields = left is null ? null : Changed(left, membership),
            }.Write());
            return Result.Done;
        }, cancellation);

    /// <summary>What is different beside the place.</summary>
    private static List<PersonField> Changed(Membership left, Membership taken)
    {
        List<PersonField> changed = [];
        if (left.Audience != taken.Audience) { changed.Add(PersonField.Audience); }
        if (left.JobTitle != taken.JobTitle) { changed.Add(PersonField.JobTitle); }
        if (left.PersonnelNumber != taken.PersonnelNumber) { changed.Add(PersonField.PersonnelNumber); }
        return changed;
    }

    /// <summary>Whether nothing at all would change.</summary>
    private static bool IsSame(Membership former, NewPlace place) =>
        (former.OrganisationId, former.UnitId, former.Audience, former.JobTitle, former.PersonnelNumber) == (
            place.OrganisationId, place.UnitId, place.Audience, place.JobTitle ?? LocalText.Empty,
            string.IsNullOrWhiteSpace(place.PersonnelNumber) ? null : Membership.CanonicalNumber(place.PersonnelNumber));
}
