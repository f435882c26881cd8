using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Administration;

/// <summary>Corrects a person's name and contact. Issued certificates keep the name of their date of issue.</summary>
public sealed class ChangePerson(UnitOfWork unitOfWork, AccountService accounts, TimeProvider clock)
{
    public Task<Result> RunAsync(Guid actorId, Guid personId, PersonName name, string? email, string? mobile, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (found.Value is not { } person)
            {
                return found.Refusal!;
            }

            var (oldName, oldEmail, oldMobile) = (person.Name, person.Email, person.Mobile);
            person.Rename(name);
            person.ChangeContact(email, mobile);
            if (await accounts.FollowAsync(db, person, cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }

            List<PersonField> changed = [];
            if ((person.GivenName, person.FamilyName) != (oldName.GivenName, oldName.FamilyName)) { changed.Add(PersonField.Name); }
            if ((person.LatinGivenName, person.LatinFamilyName) != (oldName.LatinGivenName, oldName.LatinFamilyName)) { changed.Add(PersonField.LatinName); }
            if (person.Email != oldEmail) { changed.Add(PersonField.Email); }
            if (person.Mobile != oldMobile) { changed.Add(PersonField.Mobile); }
            if (changed.Count > 0)
            {
                db.Audit(actorId, "people.changed", personId, clock, new AuditDetail { Fields = changed }.Write());
            }

            return Result.Done;
        }, cancellationToken);
}
