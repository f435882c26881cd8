using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>A user's display preferences: language, calendar, digits, and the Latin form of the name for certificates.</summary>
public sealed class ChangePreferences(UnitOfWork unitOfWork, UserManager<Account> accounts, SignInManager<Account> signIn, TimeProvider clock)
{
    private static readonly string[] Changes = ["people.changed"];

    /// <summary>The version of what a person changes in their own account.</summary>
    public static string VersionOf(AccountView account, DateTime readAtUtc)
    {
        ArgumentNullException.ThrowIfNull(account);
        return RecordVersion.Of(readAtUtc, Values(account.Language, account.Calendar, account.Digits, account.Name));
    }

    /// <param name="version">Of the values that were changed: see <see cref="VersionOf"/>; null: whatever they are.</param>
    /// <returns>Done, a <see cref="StaleRecord"/>, or <see cref="NotFound"/>.</returns>
    public async Task<Result> RunAsync(
        Guid personId, Language language, CalendarKind? calendar, DigitSet? digits, string? latinGivenName, string? latinFamilyName,
        string? version = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePreferences));
        var outcome = await unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockAsync<Person>(personId, cancellationToken);
            if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId && p.IsActive, cancellationToken) is not { } person)
            {
                return new NotFound();
            }

            if (NameNotPrintable.In(latinGivenName, latinFamilyName) is { } notPrintable)
            {
                return notPrintable;
            }

            var stored = Values(person.Language, person.Calendar, person.Digits, person.Name);
            var oldName = person.Name;
            person.Prefer(language, calendar, digits);
            person.Rename(person.Name with { LatinGivenName = latinGivenName, LatinFamilyName = latinFamilyName });
            if (version is not null && !RecordVersion.Fits(version, stored) && !Values(person.Language, person.Calendar, person.Digits, person.Name).SequenceEqual(stored))
            {
                return await db.StaleAsync(personId, version, Changes, cancellationToken);
            }

            if (person.Name != oldName)
            {
                db.Audit(personId, Changes[0], personId, clock, new AuditDetail { Fields = [PersonField.LatinName] }.Write());
            }

            return Result.Done;
        }, cancellationToken);
        if (outcome.Succeeded && await accounts.FindByIdAsync(personId.ToString("D")) is { } account)
        {
            await signIn.RefreshSignInAsync(account);
        }

        return outcome;
    }

    private static string?[] Values(Language language, CalendarKind? calendar, DigitSet? digits, PersonName name) =>
        [language.Code(), calendar?.ToString(), digits?.ToString(), name.LatinGivenName, name.LatinFamilyName];
}
