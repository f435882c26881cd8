using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Registration;

/// <summary>A person to be added, with a membership and, if a user name is given, an account.</summary>
/// <param name="Password">Null: the account cannot sign in until a password is set.</param>
/// <param name="Claim">Of human resources, whose entry proves the contacts; null: the person's own entry, which does not.</param>
/// <param name="EmailProof">How else the address is known to be the person's.</param>
public sealed record NewPerson(
    PersonName Name, string? Email, string? Mobile, Language Language, string? UserName, string? Password,
    Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber, Guid? Id = null, DateTime? StartedAtUtc = null, PasswordOrigin PasswordOrigin = PasswordOrigin.Chosen,
    ContactClaim? Claim = null, ContactProof? EmailProof = null);

/// <summary>Adds people inside a unit of work: the only code path for registration, first run, demonstration and HR,
/// so that each of them raises <see cref="PersonJoined"/>.</summary>
public sealed class CreatePerson(DomainEvents events, AccountService accounts, TimeProvider clock)
{
    /// <returns>The person's id, <see cref="NameNotPrintable"/>, <see cref="UnitClosed"/>, a refusal of <see cref="AccountService"/>, or <see cref="PersonnelNumberTaken"/>.</returns>
    public async Task<Result<Guid>> RunAsync(AppDbContext db, NewPerson request, CancellationToken cancellationToken)
    {
        if (NameNotPrintable.In(request.Name) is { } notPrintable)
        {
            return notPrintable;
        }

        if (await db.KeepOpenAsync(request.UnitId, cancellationToken) is { Refusal: { } closed })
        {
            return closed;
        }

        var now = clock.UtcNow();
        var person = new Person(request.Id ?? Guid.CreateVersion7(), request.Name, now);
        person.ChangeContact(request.Email, request.Mobile);
        person.Prefer(request.Language, null, null);
        foreach (var contact in request.Claim is null ? [] : person.Contacts)
        {
            person.Prove(contact.Kind, ContactProof.Office, now);
        }

        if (request.EmailProof is { } proof)
        {
            person.Prove(ContactKind.Email, proof, now);
        }

        if (await accounts.CheckContactAsync(db, person, cancellationToken, request.Claim) is { Refusal: { } taken })
        {
            return taken;
        }

        if (await db.CheckPersonnelNumberAsync(request.OrganisationId, person.Id, request.PersonnelNumber, cancellationToken) is { Refusal: { } numbered })
        {
            return numbered;
        }

        db.Add(person);
        if (request.UserName is { } userName && await accounts.OpenAsync(db, person, userName, request.Password, request.PasswordOrigin, request.OrganisationId, cancellationToken) is { Refusal: { } refused })
        {
            return refused;
        }

        var membership = new Membership(
            Guid.CreateVersion7(), person.Id, request.OrganisationId, request.UnitId, request.Audience, request.JobTitle, request.PersonnelNumber, request.StartedAtUtc ?? now);
        db.Add(membership);
        await events.RaiseAsync(db, new PersonJoined(person.Id, membership.Id, request.OrganisationId, request.Audience, membership.StartedAtUtc), cancellationToken);
        return person.Id;
    }
}
