using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>A rule in the office list.</summary>
/// <param name="Title">Of the course or path; null: it is there no more.</param>
/// <param name="People">How many have its assignments now.</param>
/// <param name="Done">How many of them have completed all of them.</param>
/// <param name="Overdue">How many of them are late with one.</param>
/// <param name="IsBeingApplied">Whether it is still being applied to everybody.</param>
public sealed record RuleLine(AssignmentRule Rule, LocalText? Title, int People, int Done, int Overdue, bool IsBeingApplied);

/// <summary>What a rule may assign and ask about, to choose from.</summary>
public sealed record RuleChoices(OrgTree Tree, IReadOnlyList<RuleTarget> Courses, IReadOnlyList<RuleTarget> Paths);

/// <summary>A person whom a rule names.</summary>
public sealed record RulePerson(Guid Id, PersonName Name);

/// <summary>A course or a path.</summary>
public sealed record RuleTarget(string Id, LocalText Title);

/// <summary>The rules of assignment, for human resources.</summary>
public sealed class ViewRules(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, AcademyReference reference, TimeProvider clock)
{
    /// <summary>Most rules that are listed: the latest. An academy has some dozens.</summary>
    public const int Most = 200;

    /// <returns>The rules, active ones first, then the latest; or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<RuleLine>>> RunAsync(Guid viewerId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewRules));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(viewerId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        var rules = await db.Set<AssignmentRule>().AsNoTracking().OrderByDescending(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        var counts = await CountsAsync(db, clock.UtcNow(), cancellationToken);
        var titles = (await CoursesAsync(cancellationToken)).Concat(Paths).ToLookup(t => t.Id, t => t.Title, StringComparer.Ordinal);
        return rules.OrderBy(r => r.State == RuleState.Active ? 0 : r.State == RuleState.Draft ? 1 : 2)
            .Select(r =>
            {
                var (people, open, overdue) = counts.GetValueOrDefault(r.Id);
                return new RuleLine(r, titles[r.CourseId ?? r.PathId ?? ""].FirstOrDefault(), people, people - open, overdue, r.State == RuleState.Active && r.AppliedAtUtc is null);
            }).ToList();
    }

    /// <returns>One rule, or <see cref="NotAllowed"/>, or <see cref="NotFound"/>.</returns>
    public async Task<Result<AssignmentRule>> OneAsync(Guid viewerId, Guid ruleId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(viewerId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        return await db.Set<AssignmentRule>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == ruleId, cancellationToken) is { } rule ? rule : new NotFound();
    }

    /// <returns>The people whom a rule names, by name; or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<RulePerson>>> PeopleOfAsync(Guid viewerId, Guid ruleId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PeopleAsync(db, viewerId, db.Set<AssignmentRulePerson>().Where(p => p.RuleId == ruleId).Select(p => p.PersonId), cancellationToken);
    }

    /// <returns>Those of these people who exist, by name, at most <see cref="AssignmentRule.MaxPeople"/>; or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<RulePerson>>> PeopleAsync(Guid viewerId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PeopleAsync(db, viewerId, db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => p.Id), cancellationToken);
    }

    private static async Task<Result<IReadOnlyList<RulePerson>>> PeopleAsync(AppDbContext db, Guid viewerId, IQueryable<Guid> ids, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(viewerId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        return await db.PeopleWithin(await db.ScopeOfAsync(viewerId, cancellationToken)).Where(p => ids.Contains(p.Id)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ThenBy(p => p.Id)
            .Take(AssignmentRule.MaxPeople).Select(p => new RulePerson(p.Id, new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName))).ToListAsync(cancellationToken);
    }

    /// <returns>What may be chosen, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<RuleChoices>> ChoicesAsync(Guid viewerId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(viewerId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        var tree = await db.OrgTreeWithinAsync(await db.ScopeOfAsync(viewerId, cancellationToken), cancellationToken);
        return new RuleChoices(tree, await CoursesAsync(cancellationToken), Paths);
    }

    private List<RuleTarget> Paths => [.. reference.Content.Paths.Select(p => new RuleTarget(p.Id, p.Title))];

    private async Task<List<RuleTarget>> CoursesAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.CurrentAsync(cancellationToken)).Select(c => new RuleTarget(c.Course.Id, c.Course.Title)).OrderBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>By rule: how many people have it, how many of them have something to do, and how many are late.</summary>
    private static async Task<Dictionary<Guid, (int People, int Open, int Overdue)>> CountsAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var causes = db.StandingCauses().Where(c => c.RuleId != null);
        var counting = db.Set<Completion>().Where(c => c.ValidUntilUtc == null || c.ValidUntilUtc >= now);
        var open = causes.Where(c => !counting.Any(d => d.PersonId == c.PersonId && d.CourseId == c.CourseId));
        var late = open.Where(c => db.StandingAssignments().Any(a => a.PersonId == c.PersonId && a.CourseId == c.CourseId && a.DueAtUtc < now));
        var (have, todo, overdue) = (await ByRuleAsync(causes, cancellationToken), await ByRuleAsync(open, cancellationToken), await ByRuleAsync(late, cancellationToken));
        return have.ToDictionary(h => h.Key, h => (h.Value, todo.GetValueOrDefault(h.Key), overdue.GetValueOrDefault(h.Key)));
    }

    private static async Task<Dictionary<Guid, int>> ByRuleAsync(IQueryable<AssignmentCause> causes, CancellationToken cancellationToken) =>
        await causes.Select(c => new { Rule = c.RuleId!.Value, c.PersonId }).Distinct().GroupBy(c => c.Rule)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
}
