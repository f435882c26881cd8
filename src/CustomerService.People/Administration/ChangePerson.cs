using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>Corrects a person's name and contact. Issued certificates keep the name of their date of issue.</summary>
public sealed class ChangePerson(UnitOfWork unitOfWork, IDbContextFactory<AppDbContext> contexts, AccountService accounts, PresentPassword present, TimeProvider clock)
{
    private static readonly string[] Changes = ["people.changed"];

    /// <param name="version">Of the values that were changed: see <see cref="VersionOf"/>; null: whatever they are.</param>
    /// <param name="presentPassword">Of the actor; needed to change one's own contacts, which are names to sign in with.</param>
    /// <param name="takesContactOver">Whether a contact that somebody else has unproven is this person's.</param>
    /// <returns>Done, a <see cref="StaleRecord"/>, a taken contact, a refusal of <see cref="PresentPassword"/>, or why the person may not be changed.</returns>
    public async Task<Result> RunAsync(
        Guid actorId, Guid personId, PersonName name, string? email, string? mobile, string? version = null, string? presentPassword = null,
        bool takesContactOver = false, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePerson));
        if (actorId == personId && await ChangesContactAsync(personId, email, mobile, cancellationToken))
        {
            Result check = string.IsNullOrEmpty(presentPassword) ? new CurrentPasswordWrong() : await present.CheckAsync(actorId, presentPassword);
            if (!check.Succeeded)
            {
                return check;
            }
        }

        return await ChangeAsync(actorId, personId, name, email, mobile, version, takesContactOver, cancellationToken);
    }

    private async Task<bool> ChangesContactAsync(Guid personId, string? email, string? mobile, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Set<Person>().AnyAsync(p => p.Id == personId && p.Email == email && p.Mobile == mobile, cancellationToken);
    }

    private Task<Result> ChangeAsync(
        Guid actorId, Guid personId, PersonName name, string? email, string? mobile, string? version, bool takesContactOver, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(db => ApplyAsync(db, actorId, personId, name, email, mobile, version, takesContactOver, cancellationToken), cancellationToken);

    /// <summary>The same within a unit of work.</summary>
    internal async Task<Result> ApplyAsync(AppDbContext db, Guid actorId, Guid personId, PersonName name, string? email, string? mobile, string? version, bool takesContactOver, CancellationToken cancellationToken)
    {
        await db.LockAsync<Person>(personId, cancellationToken);
        var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
        if (found.Value is not { } person)
        {
            return found.Refusal!;
        }

        if (NameNotPrintable.In(name) is { } notPrintable)
        {
            return notPrintable;
        }

        var (oldName, oldEmail, oldMobile) = (person.Name, person.Email, person.Mobile);
        var isStale = version is not null && !RecordVersion.Fits(version, Values(oldName, oldEmail, oldMobile));
        person.Rename(name);
        person.ChangeContact(email, mobile);
        // The same form sent twice is not a conflict.
        if (isStale && (person.Name, person.Email, person.Mobile) != (oldName, oldEmail, oldMobile))
        {
            return await db.StaleAsync(personId, version, Changes, cancellationToken);
        }

        var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
        var proves = permissions.MayProveContacts(personId, await db.StandingsOfAsync(personId, cancellationToken));
        foreach (var contact in proves ? person.Contacts.Where(c => c.Value != oldEmail && c.Value != oldMobile) : [])
        {
            person.Prove(contact.Kind, ContactProof.Office, clock.UtcNow());
        }

        if (await accounts.CheckContactAsync(db, person, cancellationToken, proves ? new(actorId, takesContactOver) : null) is { Refusal: { } refused })
        {
            return refused;
        }

        await accounts.FollowAsync(db, person, cancellationToken);
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
    }

    /// <summary>The version of a person's name and contact.</summary>
    public static string VersionOf(PersonName name, string? email, string? mobile, DateTime readAtUtc) => RecordVersion.Of(readAtUtc, Values(name, email, mobile));

    private static string?[] Values(PersonName name, string? email, string? mobile) => [name.GivenName, name.FamilyName, name.LatinGivenName, name.LatinFamilyName, email, mobile];
}
