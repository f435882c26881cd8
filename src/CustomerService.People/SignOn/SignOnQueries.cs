using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <summary>Where a provider's people belong, and who is meant.</summary>
internal static class SignOnQueries
{
    /// <summary>Two requests of one account of a provider wait for each other.</summary>
    public static Task LockSignOnAsync(this AppDbContext db, string provider, string subjectKey, CancellationToken cancellationToken) =>
        db.LockNameAsync($"sign-on:{provider}:{subjectKey}", cancellationToken);

    /// <summary>The organisation whose people sign in by the provider.</summary>
    /// <returns>Null: none has the name or id of the setting, or several have the name.</returns>
    public static async Task<OrganisationLine?> OrganisationOfAsync(this AppDbContext db, SignOnProvider provider, CancellationToken cancellationToken)
    {
        var all = await db.Set<Organisation>().AsNoTracking().Select(o => new OrganisationLine(o.Id, o.Kind, new LocalText(o.Name.Fa, o.Name.En))).ToListAsync(cancellationToken);
        var wanted = provider.Options.Organisation;
        var found = string.IsNullOrWhiteSpace(wanted) ? all.FindAll(o => o.Kind == OrganisationKind.Employer) : all.FindAll(o => Means(wanted, o.Id, o.Name));
        return found is [var one] ? one : null;
    }

    /// <summary>The unit that a claim names.</summary>
    /// <returns>Null: no open one of the organisation, or several.</returns>
    public static async Task<Unit?> UnitOfAsync(this AppDbContext db, Guid organisationId, string? claim, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(claim))
        {
            return null;
        }

        var units = await db.Set<Unit>().AsNoTracking().Where(u => u.OrganisationId == organisationId && u.ClosedAtUtc == null).ToListAsync(cancellationToken);
        return units.FindAll(u => Means(claim, u.Id, u.Name)) is [var one] ? one : null;
    }

    /// <summary>The person with this verified e-mail address, if theirs is proven.</summary>
    public static IQueryable<Guid> PeopleByEmail(this AppDbContext db, string email) => db.Set<Person>().Where(ProvenContact.IsEmailOf(email)).Select(p => p.Id);

    /// <summary>The people who have the personnel number now.</summary>
    /// <param name="organisationId">Null: in any organisation.</param>
    public static IQueryable<Guid> PeopleByNumber(this AppDbContext db, string number, Guid? organisationId = null)
    {
        var canonical = Membership.CanonicalNumber(number);
        return db.Set<Membership>().Where(m => m.PersonnelNumber == canonical && m.EndedAtUtc == null && (organisationId == null || m.OrganisationId == organisationId)).Select(m => m.PersonId).Distinct();
    }

    private static bool Means(string text, Guid id, LocalText name) =>
        (Guid.TryParse(text, out var wanted) && wanted == id) || TextNormalizer.CompactKey(text) is { Length: > 0 } key && (key == TextNormalizer.CompactKey(name.Fa) || key == TextNormalizer.CompactKey(name.En));
}
