using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Preferences;

/// <param name="Email">Null: none. </param>
/// <param name="IsProven">Whether mails are sent to it.</param>
/// <param name="On">The kinds that are mailed.</param>
public sealed record MailPreferencesView(string? Email, bool IsProven, IReadOnlySet<MessageKind> On);

/// <summary>What is mailed to somebody, for that person.</summary>
public sealed class ViewMailPreferences(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<MailPreferencesView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewMailPreferences));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Set<Person>().Where(p => p.Id == personId).Select(p => new { p.Email, IsProven = p.EmailProof != null }).SingleAsync(cancellationToken);
        var chosen = await db.Set<MailPreference>().Where(p => p.PersonId == personId).ToDictionaryAsync(p => p.Kind, p => p.IsOn, cancellationToken);
        return new(person.Email, person.IsProven, MessageKinds.All.Where(k => !k.IsOptional || chosen.GetValueOrDefault(k.Kind, k.Mail == MailChoice.On)).Select(k => k.Kind).ToHashSet());
    }
}
