using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>A rule became active, changed or ended: delivered by the outbox, so that another node goes on where one that died ended.</summary>
public sealed record RuleToApply(Guid RuleId);

/// <summary>Rules ask about something of this person that changed.</summary>
public sealed record PersonToMatch(Guid PersonId);

/// <summary>Rules ask about something that changed for many.</summary>
public sealed record RulesToApply(DateTime ChangedAtUtc);

/// <summary>
/// Makes the assignments what the rules say today: a cause begins for whoever came to match, and ends for whoever does not any more. What is done
/// stands in the causes, so repeated it changes nothing, and after a crash it goes on. Each step is a transaction of its own and holds
/// <see cref="Lock"/>: a person and a rule never begin the same cause twice.
/// </summary>
public sealed class ApplyRules(IDbContextFactory<AppDbContext> contexts, UnitOfWork work, AcademyReference reference, CivilCalendar days, WorkCalendar workDays, DomainEvents events, TimeProvider clock)
    : IOutboxHandler<RuleToApply>, IOutboxHandler<RulesToApply>, IOutboxHandler<PersonToMatch>
{
    /// <summary>The name of the lock on "which causes of rules stand".</summary>
    internal const string Lock = "assignment-rules";

    /// <summary>People of one transaction: joining waits for one of them at most.</summary>
    internal const int BatchSize = 5000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public Task HandleAsync(RuleToApply message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return RunAsync(message.RuleId, cancellationToken);
    }

    public Task HandleAsync(RulesToApply message, CancellationToken cancellationToken) => RunAllAsync(cancellationToken);

    public Task HandleAsync(PersonToMatch message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return MatchAsync(message.PersonId, cancellationToken);
    }

    /// <summary>Applies every rule to everybody.</summary>
    /// <returns>How many causes began or ended.</returns>
    public async Task<int> RunAllAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = 0;
        foreach (var id in await db.Set<AssignmentRule>().Where(r => r.State == RuleState.Active || (r.State == RuleState.Ended && r.AppliedAtUtc == null)).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken))
        {
            changed += await RunAsync(id, cancellationToken);
        }

        return changed;
    }

    /// <summary>Applies a rule to everybody.</summary>
    /// <returns>How many causes began or ended.</returns>
    public async Task<int> RunAsync(Guid ruleId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ApplyRules));
        var changed = 0;
        while (await IsBehindAsync(ruleId, cancellationToken))
        {
            var (step, isOver) = await work.RunAsync(db => StepAsync(db, ruleId, cancellationToken), cancellationToken);
            changed += step;
            if (isOver)
            {
                break;
            }
        }

        return changed;
    }

    /// <summary>Applies every active rule to one person.</summary>
    public Task<int> MatchAsync(Guid personId, CancellationToken cancellationToken = default) => work.RunAsync(
        async db =>
        {
            var changed = 0;
            await db.LockNameAsync(Lock, cancellationToken);
            var now = clock.UtcNow();
            foreach (var rule in await db.Set<AssignmentRule>().AsNoTracking().Where(r => r.State == RuleState.Active).OrderBy(r => r.Id).ToListAsync(cancellationToken))
            {
                changed += await EndAsync(db, rule, personId, now, cancellationToken);
                changed += (await BeginAsync(db, rule, personId, now, cancellationToken)).Begun;
            }

            return changed;
        },
        cancellationToken);

    /// <summary>Whether anything is left to do. It only reads: nobody waits for it.</summary>
    private async Task<bool> IsBehindAsync(Guid ruleId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Set<AssignmentRule>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == ruleId, cancellationToken) is not { } rule || rule.State == RuleState.Draft)
        {
            return false;
        }

        if (rule.AppliedAtUtc is null || await Over(db, rule, null).AnyAsync(cancellationToken))
        {
            return true;
        }

        var now = clock.UtcNow();
        foreach (var (courseId, _) in Courses(rule))
        {
            if (Begins(rule, now) && await Lacking(db, rule, courseId, null, now).AnyAsync(cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<(int Changed, bool IsOver)> StepAsync(AppDbContext db, Guid ruleId, CancellationToken cancellationToken)
    {
        await db.LockNameAsync(Lock, cancellationToken);
        db.Database.SetCommandTimeout(Longest);
        // Read again under the lock: it may have been changed or ended since.
        if (await db.Set<AssignmentRule>().AsTracking().SingleOrDefaultAsync(r => r.Id == ruleId, cancellationToken) is not { State: not RuleState.Draft } rule)
        {
            return (0, true);
        }

        var now = clock.UtcNow();
        var ended = await EndAsync(db, rule, null, now, cancellationToken);
        var (begun, isOver) = await BeginAsync(db, rule, null, now, cancellationToken);
        if (isOver)
        {
            rule.Applied(now);
        }

        return (ended + begun, isOver);
    }

    private async Task<int> EndAsync(AppDbContext db, AssignmentRule rule, Guid? personId, DateTime now, CancellationToken cancellationToken)
    {
        var over = Over(db, rule, personId);
        var courses = await over.Select(c => c.CourseId).Distinct().ToListAsync(cancellationToken);
        var ended = courses.Count == 0 ? 0 : await over.ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAtUtc, now), cancellationToken);
        await SettleAssignments.RunAsync(db, courses, personId, now, cancellationToken);
        return ended;
    }

    /// <returns>How many began, and whether nobody is left.</returns>
    private async Task<(int Begun, bool IsOver)> BeginAsync(AppDbContext db, AssignmentRule rule, Guid? personId, DateTime now, CancellationToken cancellationToken)
    {
        if (!Begins(rule, now))
        {
            return (0, true);
        }

        var begun = 0;
        foreach (var (courseId, pathId) in Courses(rule))
        {
            var batch = Lacking(db, rule, courseId, personId, now).Select(p => p.Id).OrderBy(id => id).Take(BatchSize);
            var added = await db.InsertForEachAsync(
                batch,
                "AssignmentCauses",
                [
                    (nameof(AssignmentCause.CourseId), courseId), (nameof(AssignmentCause.Kind), nameof(AssignmentReason.Rule)), (nameof(AssignmentCause.RuleId), rule.Id),
                    (nameof(AssignmentCause.PathId), pathId), (nameof(AssignmentCause.BeganAtUtc), now), (nameof(AssignmentCause.DueAtUtc), DueUtc(rule.When, now)),
                ],
                cancellationToken);
            if (added > 0)
            {
                await SettleAssignments.RunAsync(db, [courseId], personId, now, cancellationToken);
                await TellAsync(db, rule, courseId, personId, now, cancellationToken);
            }

            begun += added;
            if (added == BatchSize)
            {
                return (begun, false);
            }
        }

        return (begun, true);
    }

    /// <summary>Tells those to whom the rule began to assign, once: of a path with its first course. Who has completed it, is exempt, or had it for another reason already is not told.</summary>
    private async Task TellAsync(AppDbContext db, AssignmentRule rule, string courseId, Guid? personId, DateTime now, CancellationToken cancellationToken)
    {
        if (rule.PathId is not null && courseId != Courses(rule)[0].CourseId)
        {
            return;
        }

        var begun = db.CausesOf(rule.Id).Where(c => c.CourseId == courseId && c.BeganAtUtc == now && (personId == null || c.PersonId == personId));
        var counting = db.Set<Completion>().Where(c => c.CourseId == courseId && (c.ValidUntilUtc == null || c.ValidUntilUtc >= now));
        var fresh = db.StandingAssignments().Where(a => a.CourseId == courseId && a.AssignedAtUtc == now);
        var told = await begun.Where(c => fresh.Any(a => a.PersonId == c.PersonId) && !counting.Any(d => d.PersonId == c.PersonId)).Select(c => c.PersonId).ToListAsync(cancellationToken);
        if (told.Count > 0)
        {
            await events.RaiseAsync(db, new RuleAssigned(rule.Id, courseId, rule.PathId, told, now), cancellationToken);
        }
    }

    /// <summary>The standing causes of a rule for people whom it does not apply to any more, and of courses that it assigns no more.</summary>
    private IQueryable<AssignmentCause> Over(AppDbContext db, AssignmentRule rule, Guid? personId)
    {
        var causes = db.CausesOf(rule.Id);
        causes = personId is { } person ? causes.Where(c => c.PersonId == person) : causes;
        if (rule.State != RuleState.Active)
        {
            return causes;
        }

        var matching = Matching(db, rule, null);
        List<string> courses = [.. Courses(rule).Select(c => c.CourseId)];
        return causes.Where(c => !courses.Contains(c.CourseId) || !matching.Any(p => p.Id == c.PersonId));
    }

    /// <summary>The people to whom the rule assigns the course now, and has not yet.</summary>
    private IQueryable<Person> Lacking(AppDbContext db, AssignmentRule rule, string courseId, Guid? personId, DateTime now)
    {
        var causes = db.CausesOf(rule.Id).Where(c => c.CourseId == courseId);
        var matching = Matching(db, rule, MatchedByUtc(rule.When, now)).Where(p => !causes.Any(c => c.PersonId == p.Id));
        return personId is { } person ? matching.Where(p => p.Id == person) : matching;
    }

    private IQueryable<Person> Matching(AppDbContext db, AssignmentRule rule, DateTime? sinceUtc) =>
        db.Matching(rule.Who, rule.ListsPeople ? rule.Id : null, null, sinceUtc, JoinedFromUtc(rule.Who));

    /// <summary>The courses that a rule assigns, with the path they belong to; none where it is not active or the path is gone.</summary>
    private List<(string CourseId, string? PathId)> Courses(AssignmentRule rule) =>
        rule.State == RuleState.Active ? [.. CoursesOf(rule.CourseId, rule.PathId).Select(c => (c, rule.PathId))] : [];

    /// <summary>The course, or the courses of the path.</summary>
    internal IReadOnlyList<string> CoursesOf(string? courseId, string? pathId) =>
        courseId is not null ? [courseId] : pathId is not null ? reference.Content.Path(pathId)?.Courses ?? [] : [];

    /// <summary>Whether the rule assigns today.</summary>
    private bool Begins(AssignmentRule rule, DateTime now) => rule.State == RuleState.Active && Begins(rule.When, now);

    /// <inheritdoc cref="Begins(AssignmentRule, DateTime)"/>
    internal bool Begins(RuleTiming when, DateTime now) => !when.OnWorkingDays || workDays.Days.IsWorkingDay(days.DayOf(now));

    /// <summary>Who matches since this instant or earlier is assigned to now; null: whoever matches.</summary>
    internal DateTime? MatchedByUtc(RuleTiming when, DateTime now) =>
        // By whole days, so that everybody who joined on a day is assigned to from the beginning of one.
        when.DelayDays == 0 ? null : days.DeadlineUtc(days.DayOf(now).AddDays(-when.DelayDays));

    internal DateTime? JoinedFromUtc(RuleConditions who) => who.JoinedSince is { } day ? days.StartOfUtc(day) : null;

    /// <summary>When what is assigned now is due: never before today.</summary>
    internal DateTime? DueUtc(RuleTiming when, DateTime now)
    {
        var today = days.DayOf(now);
        return when.Due switch
        {
            RuleDue.None => null,
            RuleDue.FixedDay => days.DeadlineUtc(when.DueOn!.Value < today ? workDays.Days.OnOrAfter(today) : when.DueOn.Value),
            RuleDue.WorkingDays => days.DeadlineUtc(workDays.Days.Add(today, when.DueDays!.Value)),
            _ => throw new InvalidOperationException($"{when.Due} is no due date of a rule."),
        };
    }
}
