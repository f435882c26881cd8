using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>What would happen if a rule were saved, or ended.</summary>
/// <param name="Matching">People whom the conditions fit.</param>
/// <param name="Beginning">Those of them who would be assigned something now.</param>
/// <param name="Later">Those of them whose delay is not over.</param>
/// <param name="Done">Those of them who have completed everything already.</param>
/// <param name="Ending">People who would lose the rule's assignment.</param>
/// <param name="StillAssigned">Those of them who keep all of it for another reason.</param>
/// <param name="People">A page of those who match; of those who lose it, where a rule is ended.</param>
/// <param name="DueAtUtc">When what is assigned now is due.</param>
/// <param name="IsWaiting">Whether it assigns on working days only, and today is none.</param>
public sealed record RulePreview(int Matching, int Beginning, int Later, int Done, int Ending, int StillAssigned, PersonListPage People, DateTime? DueAtUtc, bool IsWaiting);

/// <summary>Counts what saving or ending a rule would do, by the queries that do it, and changes nothing.</summary>
public sealed class PreviewRule(IDbContextFactory<AppDbContext> contexts, ApplyRules apply, TimeProvider clock)
{
    /// <summary>People of a page.</summary>
    public const int PageSize = 20;

    /// <param name="ruleId">The rule that is changed; null: a new one.</param>
    /// <param name="terms">What it would say; null: it is ended.</param>
    /// <returns>The preview, <see cref="NotAllowed"/>, or why the terms are refused.</returns>
    public async Task<Result<RulePreview>> RunAsync(Guid actorId, Guid? ruleId, RuleTerms? terms, KeysetCursor page, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PreviewRule));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        if (terms?.Check() is { Refusal: { } refused })
        {
            return refused;
        }

        var scope = await db.ScopeOfAsync(actorId, cancellationToken);
        var now = clock.UtcNow();
        var causes = ruleId is { } id ? db.CausesOf(id) : db.StandingCauses().Where(c => false);
        if (terms is null)
        {
            var (losing, still) = await EndingAsync(db, causes, ruleId, cancellationToken);
            var having = db.Set<Person>().Where(p => causes.Any(c => c.PersonId == p.Id));
            return new RulePreview(0, 0, 0, 0, losing, still, await having.PageAsync(db, scope, page, PageSize, cancellationToken: cancellationToken), null, false);
        }

        var courses = apply.CoursesOf(terms.CourseId, terms.PathId);
        var matching = db.Matching(terms.Who, null, terms.People, null, apply.JoinedFromUtc(terms.Who));
        var ready = db.Matching(terms.Who, null, terms.People, apply.MatchedByUtc(terms.When, now), apply.JoinedFromUtc(terms.Who));
        var counting = db.Set<Completion>().Where(c => courses.Contains(c.CourseId) && (c.ValidUntilUtc == null || c.ValidUntilUtc >= now));
        var wanted = courses.Count;
        var all = await matching.CountAsync(cancellationToken);
        var readyCount = apply.MatchedByUtc(terms.When, now) is null ? all : await ready.CountAsync(cancellationToken);
        var ending = causes.Where(c => !courses.Contains(c.CourseId) || !matching.Any(p => p.Id == c.PersonId));
        var (lost, kept) = await EndingAsync(db, ending, ruleId, cancellationToken);
        return new RulePreview(
            all,
            await ready.CountAsync(p => causes.Count(c => c.PersonId == p.Id && courses.Contains(c.CourseId)) < wanted, cancellationToken),
            all - readyCount,
            await matching.CountAsync(p => counting.Where(c => c.PersonId == p.Id).Select(c => c.CourseId).Distinct().Count() == wanted, cancellationToken),
            lost,
            kept,
            await matching.PageAsync(db, scope, page, PageSize, cancellationToken: cancellationToken),
            apply.DueUtc(terms.When, now),
            !apply.Begins(terms.When, now));
    }

    /// <summary>How many people lose a cause, and how many of them keep everything by another.</summary>
    private static async Task<(int Losing, int Still)> EndingAsync(AppDbContext db, IQueryable<AssignmentCause> ending, Guid? ruleId, CancellationToken cancellationToken)
    {
        if (ruleId is null)
        {
            return (0, 0);
        }

        var others = db.StandingCauses().Where(c => c.RuleId != ruleId);
        var losing = await ending.Select(c => c.PersonId).Distinct().CountAsync(cancellationToken);
        var released = await ending.Where(c => !others.Any(o => o.PersonId == c.PersonId && o.CourseId == c.CourseId)).Select(c => c.PersonId).Distinct().CountAsync(cancellationToken);
        return (losing, losing - released);
    }
}
