using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>The account data that a user may see and change themself.</summary>
/// <param name="UserName">The sign-in name.</param>
/// <param name="HasPassword">Whether there is one to change; who was added by a provider has none.</param>
public sealed record AccountView(PersonName Name, Language Language, CalendarKind? Calendar, DigitSet? Digits, string? UserName, IReadOnlyList<Contact> Contacts, bool HasPassword);

public sealed class ViewAccount(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<AccountView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewAccount));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        var account = await db.Set<Account>().Where(a => a.Id == personId).Select(a => new { a.UserName, HasPassword = a.PasswordHash != null }).FirstOrDefaultAsync(cancellationToken);
        return new(person.Name, person.Language, person.Calendar, person.Digits, account?.UserName, person.Contacts, account?.HasPassword == true);
    }
}
