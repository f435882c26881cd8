using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A person in the office list.</summary>
/// <param name="Memberships">Names of the organisations and units visible to the user.</param>
/// <param name="UserName">Null: no account.</param>
/// <param name="LockedUntilUtc">Null: not locked.</param>
public sealed record PeopleRow(PersonLine Person, IReadOnlyList<LocalText> Memberships, IReadOnlyList<Audience> Audiences, string? UserName, DateTime? LockedUntilUtc);

/// <param name="Count">All people that match, at most one more than asked for; null: not asked for.</param>
public sealed record PeopleView(IReadOnlyList<PeopleRow> Rows, Guid? Before, Guid? After, OrgTree Tree, int? Count);

/// <summary>A page of the people visible to a user.</summary>
public sealed class ViewPeople(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>Page size.</summary>
    public const int PageSize = 50;

    /// <param name="isDescending">From the last name to the first.</param>
    /// <param name="countUpTo">Counts the matches up to this number and one more; null: without a count.</param>
    public async Task<PeopleView> RunAsync(
        Guid askerId, PeopleFilter filter, KeysetCursor key, bool isDescending = false, int? countUpTo = null, CancellationToken cancellationToken = default)
    {
        using var useCase = UseCaseActivity.Start(nameof(ViewPeople));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scope = await db.ScopeOfAsync(askerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var people = Matching(db, scope, tree, filter);
        var page = await people.PageAsync(db, scope, key, PageSize, isDescending, cancellationToken);
        int? count = countUpTo is { } limit ? await people.Select(p => p.Id).Take(limit + 1).CountAsync(cancellationToken) : null;
        var ids = page.People.Select(p => p.Id).ToList();
        var memberships = (await db.MembershipsWithin(scope).Where(m => ids.Contains(m.PersonId)).OrderBy(m => m.StartedAtUtc)
            .Select(m => new { m.PersonId, m.OrganisationId, m.UnitId, m.Audience }).ToListAsync(cancellationToken)).ToLookup(m => m.PersonId);
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.UserName, a.LockoutEnd }).ToDictionaryAsync(a => a.Id, cancellationToken);
        var now = clock.UtcNow();
        return new(
            [.. page.People.Select(p => new PeopleRow(
                p,
                [.. memberships[p.Id].Select(m => tree.NameOf(m.OrganisationId, m.UnitId)).Distinct()],
                [.. memberships[p.Id].Select(m => m.Audience).Distinct()],
                accounts.GetValueOrDefault(p.Id)?.UserName,
                accounts.GetValueOrDefault(p.Id)?.LockoutEnd?.UtcDateTime is { } until && until > now ? until : null))],
            page.Before, page.After, tree, count);
    }

    /// <summary>The people within a scope whom a filter lets through.</summary>
    internal static IQueryable<Person> Matching(AppDbContext db, VisibilityScope scope, OrgTree tree, PeopleFilter filter)
    {
        var people = db.PeopleWithin(scope).Matching(db, scope, filter.Search).At(db, scope, tree, filter.UnitId, filter.OrganisationId, filter.Audience);
        if (filter.Activity is not { } activity)
        {
            return people;
        }

        var active = activity == Activity.Active;
        return people.Where(p => p.IsActive == active);
    }
}
