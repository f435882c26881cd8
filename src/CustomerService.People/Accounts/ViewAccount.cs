using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>The account data that a user may see and change themself.</summary>
/// <param name="UserName">The sign-in name.</param>
public sealed record AccountView(PersonName Name, Language Language, CalendarKind? Calendar, DigitSet? Digits, string? UserName, string? Email, string? Mobile);

public sealed class ViewAccount(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<AccountView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewAccount));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().Where(p => p.Id == personId)
            .Select(p => new AccountView(new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName), p.Language, p.Calendar, p.Digits,
                db.Set<Account>().Where(a => a.Id == p.Id).Select(a => a.UserName).FirstOrDefault(), p.Email, p.Mobile))
            .SingleAsync(cancellationToken);
    }
}
