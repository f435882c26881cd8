using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;

namespace CustomerService.People.Administration;

/// <summary>Corrects a person's name and contact. Certificates keep the name of their day.</summary>
public sealed class ChangePerson(UnitOfWork unitOfWork, AccountKeeping accounts, TimeProvider clock)
{
    public Task<Result> RunAsync(Guid actorId, Guid personId, PersonName name, string? email, string? mobile, CancellationToken cancellation = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var found = await db.ManagedPersonAsync(actorId, personId, cancellation);
            if (found.Value is not { } person)
            {
                return found.Refusal!;
            }

            var (oldName, oldEmail, oldMobile) = (person.Name, person.Email, person.Mobile);
            person.Rename(name);
            person.Reach(email, mobile);
            if (await accounts.FollowAsync(db, person, cancellation) is { } refused)
            {
                return refused;
            }

            List<string> changed = [];
            if (person.Name != oldName) { changed.Add("name"); }
            if (person.Email != oldEmail) { changed.Add("email"); }
            if (person.Mobile != oldMobile) { changed.Add("mobile"); }
            if (changed.Count > 0)
            {
                db.Audit(actorId, "people.changed", personId, clock, string.Join(", ", changed));
            }

            return Result.Done;
        }, cancellation);
}
