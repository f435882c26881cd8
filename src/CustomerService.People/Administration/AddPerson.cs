using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Recovery;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A new person, as entered by HR or a partner manager.</summary>
/// <param name="UserName">Null: the person has no account.</param>
/// <param name="Password">Null: one is generated and handed over.</param>
/// <param name="Role">For administrators only.</param>
/// <param name="TakesContactOver">Whether a contact that somebody else has unproven is this person's.</param>
/// <param name="Id">Of the form: the same form makes one person however often it is sent; null: a new id.</param>
/// <param name="StartedAtUtc">When the membership began; null: now.</param>
/// <param name="WithoutPassword">Whether an account without a password is opened: nobody can sign in to it before one is set.</param>
public sealed record PersonToAdd(
    PersonName Name, string? Email, string? Mobile, Language Language, string? UserName, string? Password,
    Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber, Role? Role, Guid? Id = null, bool TakesContactOver = false,
    DateTime? StartedAtUtc = null, bool WithoutPassword = false);

/// <param name="InitialPassword">To be handed over; null if the actor chose one, there is no account, or the person was invited.</param>
/// <param name="IsInvited">Whether the person was sent a link to choose a password.</param>
public sealed record AddedPerson(Guid Id, string? InitialPassword, bool IsInvited = false);

/// <summary>Adds a person to an organisation within the actor's permissions.</summary>
public sealed class AddPerson(UnitOfWork unitOfWork, CreatePerson create, IAccountMail mail, DomainEvents events, TimeProvider clock)
{
    /// <returns>The person, or <see cref="AddedBefore"/>, <see cref="MembershipRefused"/>, <see cref="AudienceRefused"/>, <see cref="NotAllowed"/> for a role, or a refusal about the role or the account.</returns>
    public Task<Result<AddedPerson>> RunAsync(Guid actorId, PersonToAdd request, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => AddAsync(db, actorId, request, cancellationToken), cancellationToken);

    /// <summary>The same within a unit of work.</summary>
    internal async Task<Result<AddedPerson>> AddAsync(AppDbContext db, Guid actorId, PersonToAdd request, CancellationToken cancellationToken)
    {
        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        if (await db.CheckMembershipAsync(permissions, request.OrganisationId, request.UnitId, request.Audience, cancellationToken) is { Refusal: { } notThere })
        {
            return notThere;
        }

        // A second click, or the form of another tab.
        if (request.Id is { } wanted && await db.Set<Person>().AnyAsync(p => p.Id == wanted, cancellationToken))
        {
            return new AddedBefore(wanted);
        }

        var userName = "";
        if (request.UserName is not null && !UserNames.TryRead(request.UserName, out userName))
        {
            return new UserNameRefused();
        }

        var placement = new Placement(
            request.OrganisationId, await db.Set<Unit>().Where(u => u.Id == request.UnitId).Select(u => u.Path).SingleOrDefaultAsync(cancellationToken), request.Audience);
        var claim = permissions.MayProveContacts(Guid.Empty, [placement]) ? new ContactClaim(actorId, request.TakesContactOver) : null;
        var needsPassword = request is { UserName: not null, Password: null, WithoutPassword: false };
        var isInvited = needsPassword && mail.IsOn && claim is not null && !string.IsNullOrWhiteSpace(request.Email);
        var made = needsPassword && !isInvited ? InitialPassword.Create() : null;
        var person = await create.RunAsync(db, new NewPerson(
            request.Name, request.Email, request.Mobile, request.Language, request.UserName is null ? null : userName, request.Password ?? made,
            request.OrganisationId, request.UnitId, request.Audience, request.JobTitle, request.PersonnelNumber, request.Id, request.StartedAtUtc, PasswordOrigin.HandedOut,
            Claim: claim), cancellationToken);
        if (!person.Succeeded)
        {
            return person.Refusal!;
        }

        if (request.Role is { } role)
        {
            if (!permissions.MayGrant(role))
            {
                return new NotAllowed();
            }

            var (organisation, unit) = GrantRole.PlaceWithin(role, request.OrganisationId, request.UnitId);
            if (await GrantRole.AddAsync(db, person.Value, role, organisation, unit, clock.UtcNow(), cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }

            db.Audit(actorId, "people.role-granted", person.Value, clock, await GrantRole.DetailAsync(db, role, organisation, unit, cancellationToken));
        }

        db.Audit(actorId, "people.added", person.Value, clock, new AuditDetail
        {
            OrgUnit = await db.NameOfOrgUnitAsync(request.OrganisationId, request.UnitId, cancellationToken), Audience = request.Audience,
        }.Write());
        if (request.UserName is not null)
        {
            await events.RaiseAsync(db, new AccountOpened(person.Value, isInvited, clock.UtcNow()), cancellationToken);
        }

        return new AddedPerson(person.Value, made, isInvited);
    }
}
