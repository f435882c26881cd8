using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Facts;
using CustomerService.Platform.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People;

/// <summary>A person to be added, with a place in an organisation and, where a user name is given, an account.</summary>
/// <param name="Password">Null: the account cannot sign in until a password is set.</param>
public sealed record NewPerson(
    PersonName Name, string? Email, string? Mobile, Language Language, string? UserName, string? Password,
    Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText? JobTitle, string? PersonnelNumber, Guid? Id = null, DateTime? StartedAtUtc = null);

/// <summary>Adds people inside a running unit of work: the one path by which registration, first run, demonstration and HR make
/// a person, so that each of them records <see cref="PersonJoined"/>.</summary>
public sealed class CreatePerson(
    FactRecorder facts, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IEnumerable<IPasswordValidator<Account>> passwordRules,
    UserManager<Account> accounts, TimeProvider clock)
{
    /// <returns>The person's id, or <see cref="UserNameTaken"/> or <see cref="PasswordRefused"/>.</returns>
    public async Task<Result<Guid>> RunAsync(AppDbContext db, NewPerson request, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var person = new Person(request.Id ?? Guid.CreateVersion7(), request.Name, now);
        person.Reach(request.Email, request.Mobile);
        person.Prefer(request.Language, null, null);
        db.Add(person);

        if (request.UserName is { } userName)
        {
            var account = new Account(person.Id, userName, person.Email, person.Mobile)
            {
                NormalizedUserName = normalizer.NormalizeName(userName),
                NormalizedEmail = normalizer.NormalizeEmail(person.Email),
                LockoutEnabled = true,
            };
            if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == account.NormalizedUserName, cancellation))
            {
                return new UserNameTaken();
            }

            if (request.Password is { } password)
            {
                foreach (var rule in passwordRules)
                {
                    if (await rule.ValidateAsync(accounts, account, password) is { Succeeded: false } no)
                    {
                        return new PasswordRefused(no.Errors.First().Code);
                    }
                }

                account.PasswordHash = hasher.HashPassword(account, password);
            }

            db.Add(account);
        }

        var membership = new Membership(
            Guid.CreateVersion7(), person.Id, request.OrganisationId, request.UnitId, request.Audience, request.JobTitle, request.PersonnelNumber, request.StartedAtUtc ?? now);
        db.Add(membership);
        await facts.RecordAsync(db, new PersonJoined(person.Id, membership.Id, request.OrganisationId, request.Audience, membership.StartedAtUtc), cancellation);
        return person.Id;
    }
}
