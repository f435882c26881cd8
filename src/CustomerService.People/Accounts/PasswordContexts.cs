using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

internal static class PasswordContexts
{
    /// <summary>What is known of a person and of those whom the person works for.</summary>
    /// <param name="joins">An organisation that the person is about to join.</param>
    public static async Task<PasswordContext> PasswordContextAsync(
        this AppDbContext db, Person person, string? userName, Guid? joins = null, CancellationToken cancellationToken = default)
    {
        var organisations = await db.Set<Organisation>()
            .Where(o => o.Kind == OrganisationKind.Employer || o.Id == joins
                || db.Set<Membership>().Any(m => m.OrganisationId == o.Id && m.PersonId == person.Id && m.EndedAtUtc == null))
            .Select(o => o.Name).ToListAsync(cancellationToken);
        return PasswordContext.Of(userName, person.Name, [person.Email, person.Mobile], organisations.SelectMany(name => new[] { name.Fa, name.En }));
    }
}
