using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;

namespace CustomerService.People.Administration;

/// <summary>A person as HR or a partner manager enters one.</summary>
/// <param name="UserName">Null: the person is on record without an account.</param>
/// <param name="Password">Null: one is made and handed over.</param>
/// <param name="Role">For administrators only.</param>
public sealed record PersonToAdd(
    PersonName Name, string? Email, string? Mobile, Language Language, string? UserName, string? Password,
    Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber, Role? Role);

/// <param name="InitialPassword">To be handed over; null where the actor chose one or there is no account.</param>
public sealed record AddedPerson(Guid Id, string? InitialPassword);

/// <summary>Adds a person to an organisation within the actor's authority.</summary>
public sealed class AddPerson(UnitOfWork unitOfWork, CreatePerson create, TimeProvider clock)
{
    /// <returns>The person, or <see cref="PlaceRefused"/>, <see cref="AudienceRefused"/>, <see cref="NotAllowed"/> for a role, or a refusal about the role or the account.</returns>
    public Task<Result<AddedPerson>> RunAsync(Guid actorId, PersonToAdd request, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result<AddedPerson>>(async db =>
        {
            var authority = await db.AuthorityOfAsync(actorId, cancellation);
            if (await db.CheckPlaceAsync(authority, request.OrganisationId, request.UnitId, request.Audience, cancellation) is { Refusal: { } noPlace })
            {
                return noPlace;
            }

            var userName = "";
            if (request.UserName is not null && !UserNames.TryRead(request.UserName, out userName))
            {
                return new UserNameRefused();
            }

            var made = request is { UserName: not null, Password: null } ? InitialPassword.Create() : null;
            var person = await create.RunAsync(db, new NewPerson(
                request.Name, request.Email, request.Mobile, request.Language, request.UserName is null ? null : userName, request.Password ?? made,
                request.OrganisationId, request.UnitId, request.Audience, request.JobTitle, request.PersonnelNumber), cancellation);
            if (!person.Succeeded)
            {
                return person.Refusal!;
            }

            if (request.Role is { } role)
            {
                if (!authority.MayGrant(role))
                {
                    return new NotAllowed();
                }

                if (await GrantRole.AddAsync(db, person.Value, role, request.OrganisationId, request.UnitId, clock.UtcNow(), cancellation) is { Refusal: { } refused })
                {
                    return refused;
                }

                db.Audit(actorId, "people.role-granted", person.Value, clock, await GrantRole.DetailAsync(db, role, request.OrganisationId, request.UnitId, cancellation));
            }

            db.Audit(actorId, "people.added", person.Value, clock, new DeedDetail
            {
                Place = await db.NameOfPlaceAsync(request.OrganisationId, request.UnitId, cancellation), Audience = request.Audience,
            }.Write());
            return new AddedPerson(person.Value, made);
        }, cancellation);
}
