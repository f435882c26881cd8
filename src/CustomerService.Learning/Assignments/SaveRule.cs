using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Human resources write a rule, change it, and let it assign. It is applied in the background, after the commit.</summary>
public sealed class SaveRule(UnitOfWork work, CourseCatalogue catalogue, AcademyReference reference, TimeProvider clock)
{
    /// <param name="ruleId">Null: a new one.</param>
    /// <param name="activate">Whether it assigns from now on; otherwise it stays what it is.</param>
    /// <returns>The rule's id, <see cref="NotAllowed"/>, <see cref="NotFound"/>, or why the terms are refused.</returns>
    public Task<Result<Guid>> RunAsync(Guid actorId, Guid? ruleId, RuleTerms terms, bool activate, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result<Guid>>(async db =>
        {
            if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
            {
                return new NotAllowed();
            }

            if (await CheckAsync(db, terms, cancellationToken) is { } refused)
            {
                return refused;
            }

            // Whoever applies it meanwhile, applies the one or the other.
            await db.LockNameAsync(ApplyRules.Lock, cancellationToken);
            var now = clock.UtcNow();
            var rule = ruleId is { } id ? await db.Set<AssignmentRule>().AsTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) : new AssignmentRule(Guid.CreateVersion7(), terms, actorId, now);
            if (rule is null)
            {
                return new NotFound();
            }

            if (rule.State == RuleState.Ended)
            {
                return new RuleHasEnded();
            }

            if (ruleId is null)
            {
                db.Add(rule);
            }
            else
            {
                rule.Change(terms, now);
            }

            await ListAsync(db, rule.Id, terms.People ?? [], now, cancellationToken);
            if (activate && rule.Activate(now) is { Refusal: { } notActivated })
            {
                return notActivated;
            }

            db.Audit(actorId, ruleId is null ? "assignments.rule-added" : "assignments.rule-changed", rule.Id, clock, rule.Name.Fa);
            if (rule.State == RuleState.Active)
            {
                db.AddToOutbox(new RuleToApply(rule.Id), clock);
            }

            return rule.Id;
        }, cancellationToken);

    /// <summary>Whether the terms make sense, and what they refer to exists.</summary>
    private async Task<Refusal?> CheckAsync(AppDbContext db, RuleTerms terms, CancellationToken cancellationToken)
    {
        if (terms.Check() is { Refusal: { } refused })
        {
            return refused;
        }

        var exists = (terms.CourseId is null || await catalogue.CurrentAsync(terms.CourseId, cancellationToken) is not null)
            && (terms.PathId is null || reference.Content.Path(terms.PathId) is not null)
            && (terms.Who.CompletedCourseId is null || await catalogue.CurrentAsync(terms.Who.CompletedCourseId, cancellationToken) is not null)
            && (terms.Who.UnitId is not { } unit || await db.Set<Unit>().AnyAsync(u => u.Id == unit && u.ClosedAtUtc == null, cancellationToken))
            && (terms.Who.OrganisationId is not { } organisation || await db.Set<Organisation>().AnyAsync(o => o.Id == organisation, cancellationToken));
        return exists ? null : new RuleRefersToNothing();
    }

    private static async Task ListAsync(AppDbContext db, Guid ruleId, IReadOnlyList<Guid> people, DateTime now, CancellationToken cancellationToken)
    {
        var listed = await db.Set<AssignmentRulePerson>().AsTracking().Where(p => p.RuleId == ruleId).ToListAsync(cancellationToken);
        db.RemoveRange(listed.Where(p => !people.Contains(p.PersonId)));
        var known = listed.Select(p => p.PersonId).ToHashSet();
        var added = people.Distinct().Where(p => !known.Contains(p)).ToList();
        var existing = await db.Set<Person>().Where(p => added.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken);
        db.AddRange(existing.Select(p => new AssignmentRulePerson(ruleId, p, now)));
    }
}

/// <summary>Human resources end a rule: what it assigned is released in the background, where nothing else assigns it.</summary>
public sealed class EndRule(UnitOfWork work, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotAllowed"/> or <see cref="NotFound"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid ruleId, CancellationToken cancellationToken = default) =>
        work.RunAsync<Result>(async db =>
        {
            if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
            {
                return new NotAllowed();
            }

            await db.LockNameAsync(ApplyRules.Lock, cancellationToken);
            if (await db.Set<AssignmentRule>().AsTracking().SingleOrDefaultAsync(r => r.Id == ruleId, cancellationToken) is not { } rule)
            {
                return new NotFound();
            }

            if (rule.State != RuleState.Ended)
            {
                rule.End(clock.UtcNow());
                db.Audit(actorId, "assignments.rule-ended", rule.Id, clock, rule.Name.Fa);
                db.AddToOutbox(new RuleToApply(rule.Id), clock);
            }

            return Result.Done;
        }, cancellationToken);
}
