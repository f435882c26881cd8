using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>A user's display preferences: language, calendar, digits, and the Latin form of the name for certificates.</summary>
public sealed class ChangePreferences(UnitOfWork unitOfWork, UserManager<Account> accounts, SignInManager<Account> signIn)
{
    public async Task<Result> RunAsync(
        Guid personId, Language language, CalendarKind? calendar, DigitSet? digits, string? latinGivenName, string? latinFamilyName, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePreferences));
        var outcome = await unitOfWork.RunAsync<Result>(async db =>
        {
            if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
            {
                return new NotFound();
            }

            person.Prefer(language, calendar, digits);
            person.Rename(person.Name with { LatinGivenName = latinGivenName, LatinFamilyName = latinFamilyName });
            return Result.Done;
        }, cancellationToken);
        if (outcome.Succeeded && await accounts.FindByIdAsync(personId.ToString("D")) is { } account)
        {
            await signIn.RefreshSignInAsync(account);
        }

        return outcome;
    }
}
