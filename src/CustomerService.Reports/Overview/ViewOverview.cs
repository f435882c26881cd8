using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Overview;

/// <summary>Required courses of a unit and all below it, or of an organisation.</summary>
/// <param name="Required">Assignments of required courses.</param>
/// <param name="Completed">Of these, completed.</param>
/// <param name="Overdue">Of these, overdue and not completed.</param>
public sealed record UnitShare(Guid OrganisationId, Guid? UnitId, LocalText Name, int Depth, int Required, int Completed, int Overdue);

/// <summary>The training figures of the people in a scope. Every percentage comes with its total.</summary>
/// <param name="People">Active people.</param>
/// <param name="Expiring">Of these, completed and near the end of their validity.</param>
/// <param name="ExpiringPeople">The people with one of those.</param>
/// <param name="LatePeople">Those of them with something overdue.</param>
/// <param name="CompletionsOfMonth">In the current Jalali month.</param>
/// <param name="ActiveMinutesOfYear">Minutes in which these people were seen at work in courses in that year.</param>
/// <param name="MinutesOfYear">Training minutes credited to these people in the current Jalali year.</param>
public sealed record OverviewView(
    int People, int Required, int Completed, int Overdue, int LatePeople, int Expiring, int ExpiringPeople, int CompletionsOfMonth, int MinutesOfYear, int ActiveMinutesOfYear, JalaliDate Today, IReadOnlyList<UnitShare> Units)
{
    /// <summary>Training hours per person this year; 0 if there is nobody.</summary>
    public decimal HoursPerHead => People == 0 ? 0 : MinutesOfYear / 60m / People;
}

/// <summary>Counts for the people whom a user sees or leads, by aggregates in the database.</summary>
public sealed class ViewOverview(IDbContextFactory<AppDbContext> contexts, CivilCalendar days, ValidityCalendar validity, TimeProvider clock)
{
    public async Task<OverviewView> RunAsync(Guid askerId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewOverview));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcNow();
        var today = days.JalaliDayOf(now);
        var (month, year) = (days.JalaliMonth(today.Year, today.Month), days.JalaliYear(today.Year));
        var scope = await db.FiguresScopeOfAsync(askerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var people = db.PeopleWithin(scope).Where(p => p.IsActive).Select(p => p.Id);

        var standings = await CellStates.RequiredOf(db, people, validity.At(now)).ToDictionaryAsync(s => s.PersonId, cancellationToken);
        // A person with several memberships counts once in each line that covers any of them.
        List<Part> parts = [.. (await db.MembershipsWithin(scope).Select(m => new { m.PersonId, m.OrganisationId, m.UnitId }).ToListAsync(cancellationToken))
            .GroupBy(m => m.PersonId)
            .Where(held => standings.ContainsKey(held.Key))
            .GroupBy(held => string.Join(' ', held.Select(m => (m.OrganisationId, m.UnitId)).Distinct().Order()), StringComparer.Ordinal)
            .Select(alike => new Part(
                [.. alike.First().Select(m => (m.OrganisationId, m.UnitId))],
                alike.Sum(held => standings[held.Key].Required), alike.Sum(held => standings[held.Key].Completed), alike.Sum(held => standings[held.Key].Overdue)))];

        var completions = db.Set<Completion>().Where(c => people.Contains(c.PersonId));
        List<UnitShare> shares = [];
        foreach (var organisation in tree.Organisations)
        {
            // A user who manages only units does not see the whole organisation, so it has no line of its own.
            if (scope.Everybody || scope.OrganisationIds.Contains(organisation.Id))
            {
                Add(organisation.Id, null, organisation.Name, 0, membership => membership.OrganisationId == organisation.Id);
            }

            foreach (var unit in tree.OpenUnits.Where(u => u.OrganisationId == organisation.Id))
            {
                var below = tree.Below(unit.Id);
                Add(organisation.Id, unit.Id, unit.Name, unit.Depth + 1, membership => below.Contains(membership.UnitId));
            }
        }

        return new(
            await people.CountAsync(cancellationToken),
            standings.Values.Sum(s => s.Required), standings.Values.Sum(s => s.Completed), standings.Values.Sum(s => s.Overdue),
            standings.Values.Count(s => s.Overdue > 0), standings.Values.Sum(s => s.Expiring), standings.Values.Count(s => s.Expiring > 0),
            await completions.CountAsync(c => c.CompletedAtUtc >= month.FromUtc && c.CompletedAtUtc < month.ToUtc, cancellationToken),
            await completions.Where(c => c.CompletedAtUtc >= year.FromUtc && c.CompletedAtUtc < year.ToUtc).SumAsync(c => c.Minutes, cancellationToken),
            await ActiveSecondsAsync(db, people, days.DayOf(year.FromUtc), days.DayOf(year.ToUtc), cancellationToken) / 60,
            today, shares);

        void Add(Guid organisationId, Guid? unitId, LocalText name, int depth, Func<(Guid OrganisationId, Guid? UnitId), bool> covers)
        {
            var covered = parts.FindAll(p => p.Memberships.Any(covers));
            shares.Add(new(organisationId, unitId, name, depth, covered.Sum(p => p.Required), covered.Sum(p => p.Completed), covered.Sum(p => p.Overdue)));
        }
    }

    private static Task<int> ActiveSecondsAsync(AppDbContext db, IQueryable<Guid> people, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        db.Set<Enrolment>().Where(e => people.Contains(e.PersonId))
            .Join(db.Set<ActiveDay>().Where(d => d.Day >= from && d.Day < to), e => e.Id, d => d.EnrolmentId, (e, d) => d.Seconds)
            .SumAsync(cancellationToken);

    /// <summary>Totals of the people with this set of memberships.</summary>
    private sealed record Part(IReadOnlyList<(Guid OrganisationId, Guid? UnitId)> Memberships, int Required, int Completed, int Overdue);
}
