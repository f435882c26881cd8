using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Telemetry;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Administration;

/// <summary>A person in the office's list.</summary>
/// <param name="Places">Names of the places that the asker may see.</param>
/// <param name="UserName">Null: no account.</param>
/// <param name="LockedUntilUtc">Null: not locked.</param>
public sealed record PeopleRow(PersonLine Person, IReadOnlyList<LocalText> Places, IReadOnlyList<Audience> Audiences, string? UserName, DateTime? LockedUntilUtc);

public sealed record PeopleView(IReadOnlyList<PeopleRow> Rows, Guid? Before, Guid? After, Places Places);

/// <summary>A page of the people whom somebody may see.</summary>
public sealed class ViewPeople(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>People on a page.</summary>
    public const int PageSize = 50;

    public async Task<PeopleView> RunAsync(Guid askerId, PeopleFilter filter, SliceKey key, CancellationToken cancellation = default)
    {
        using var useCase = UseCaseActivity.Start(nameof(ViewPeople));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await db.ScopeOfAsync(askerId, cancellation);
        var places = await db.PlacesWithinAsync(scope, cancellation);
        var people = db.PeopleWithin(scope).Matching(db, scope, filter.Search).At(db, scope, places, filter.UnitId, filter.OrganisationId, filter.Audience);
        if (filter.Activity is { } activity)
        {
            var active = activity == Activity.Active;
            people = people.Where(p => p.IsActive == active);
        }

        var slice = await people.SliceAsync(db, scope, key, PageSize, cancellation);
        var ids = slice.People.Select(p => p.Id).ToList();
        var memberships = (await db.MembershipsWithin(scope).Where(m => ids.Contains(m.PersonId)).OrderBy(m => m.StartedAtUtc)
            .Select(m => new { m.PersonId, m.OrganisationId, m.UnitId, m.Audience }).ToListAsync(cancellation)).ToLookup(m => m.PersonId);
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.UserName, a.LockoutEnd }).ToDictionaryAsync(a => a.Id, cancellation);
        var now = clock.UtcNow();
        return new(
            [.. slice.People.Select(p => new PeopleRow(
                p,
                [.. memberships[p.Id].Select(m => places.NameOf(m.OrganisationId, m.UnitId)).Distinct()],
                [.. memberships[p.Id].Select(m => m.Audience).Distinct()],
                accounts.GetValueOrDefault(p.Id)?.UserName,
                accounts.GetValueOrDefault(p.Id)?.LockoutEnd?.UtcDateTime is { } until && until > now ? until : null))],
            slice.Before, slice.After, places);
    }
}
