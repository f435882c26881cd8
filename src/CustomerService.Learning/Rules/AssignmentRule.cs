using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

public enum RuleState
{
    /// <summary>Written, applied to nobody.</summary>
    Draft,
    Active,

    /// <summary>Was active; what it assigned is released.</summary>
    Ended,
}

/// <summary>How a rule sets due dates.</summary>
public enum RuleDue
{
    None,

    /// <summary>One day for everybody.</summary>
    FixedDay,

    /// <summary>So many working days after the assignment.</summary>
    WorkingDays,
}

/// <summary>Whom a rule applies to: active people for whom every given condition holds.</summary>
/// <param name="UnitId">This unit and all below it.</param>
/// <param name="JoinedSince">The membership began on this day or later.</param>
/// <param name="CompletedCourseId">A course that the person completed at any time.</param>
public sealed record RuleConditions(Audience? Audience, Guid? OrganisationId, Guid? UnitId, Role? Role, DateOnly? JoinedSince, string? CompletedCourseId)
{
    public static RuleConditions None { get; } = new(null, null, null, null, null, null);

    /// <summary>Whether a condition is about a membership. They must hold for one and the same.</summary>
    public bool AskForMembership => Audience is not null || OrganisationId is not null || UnitId is not null || JoinedSince is not null;
}

/// <summary>When a rule assigns, and until when.</summary>
/// <param name="DelayDays">Days from the day on which a person came to match.</param>
/// <param name="OnWorkingDays">Whether it assigns on working days only.</param>
/// <param name="DueOn">The day of <see cref="RuleDue.FixedDay"/>.</param>
/// <param name="DueDays">The number of <see cref="RuleDue.WorkingDays"/>.</param>
public sealed record RuleTiming(int DelayDays, bool OnWorkingDays, RuleDue Due, DateOnly? DueOn, int? DueDays)
{
    public static RuleTiming AtOnce { get; } = new(0, false, RuleDue.None, null, null);
}

/// <summary>What a rule says.</summary>
/// <param name="Name">In both languages: learners read it as the reason.</param>
/// <param name="People">Only these people; null: whomever the conditions fit.</param>
/// <param name="CourseId">The course to assign; null where a path is.</param>
/// <param name="PathId">The path whose courses are assigned; null where a course is.</param>
public sealed record RuleTerms(LocalText Name, RuleConditions Who, IReadOnlyList<Guid>? People, string? CourseId, string? PathId, RuleTiming When)
{
    /// <summary>Whether it can be applied.</summary>
    public Result Check() => this switch
    {
        _ when !IsName(Name.Fa) || !IsName(Name.En) => new RuleNameMissing(),
        { People: null } when Who == RuleConditions.None => new RuleForNobody(),
        { People.Count: 0 } => new RuleForNobody(),
        { People.Count: > AssignmentRule.MaxPeople } => new RuleForTooMany(),
        _ when (CourseId is null) == (PathId is null) => new RuleWithoutTarget(),
        { When.DelayDays: < 0 or > AssignmentRule.MaxDays } => new RuleDaysRefused(AssignmentRule.MaxDays),
        { When: { Due: RuleDue.FixedDay, DueOn: null } } => new RuleDueMissing(),
        { When: { Due: RuleDue.WorkingDays, DueDays: not (>= 1 and <= AssignmentRule.MaxDays) } } => new RuleDaysRefused(AssignmentRule.MaxDays),
        _ => Result.Done,
    };

    private static bool IsName(string text) => text.Trim().Length is > 0 and <= AssignmentRule.MaxName;
}

/// <summary>Assigns a course or a path to whomever its conditions fit, as long as they do.</summary>
public sealed class AssignmentRule
{
    public const int MaxName = 120;

    /// <summary>Most people whom a rule names: more are a condition.</summary>
    public const int MaxPeople = 100;

    /// <summary>Longest delay, and most working days until the due date.</summary>
    public const int MaxDays = 730;

    private AssignmentRule() { }

    public AssignmentRule(Guid id, RuleTerms terms, Guid createdBy, DateTime nowUtc)
    {
        Id = id;
        CreatedBy = createdBy;
        CreatedAtUtc = nowUtc;
        Change(terms, nowUtc);
    }

    public Guid Id { get; private set; }
    public LocalText Name { get; private set; } = LocalText.Empty;
    public RuleState State { get; private set; }
    public Audience? Audience { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public Guid? UnitId { get; private set; }
    public Role? Role { get; private set; }
    public DateOnly? JoinedSince { get; private set; }
    public string? CompletedCourseId { get; private set; }

    /// <summary>Whether it applies to its <see cref="AssignmentRulePerson"/>s only.</summary>
    public bool ListsPeople { get; private set; }
    public string? CourseId { get; private set; }
    public string? PathId { get; private set; }
    public int DelayDays { get; private set; }
    public bool OnWorkingDays { get; private set; }
    public RuleDue Due { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public int? DueDays { get; private set; }
    public Guid CreatedBy { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }
    public DateTime ChangedAtUtc { get; private set; }

    /// <summary>When it was last applied to everybody since it changed; null: that is under way, or it is a draft.</summary>
    public DateTime? AppliedAtUtc { get; private set; }
    public DateTime? EndedAtUtc { get; private set; }

    public RuleConditions Who => new(Audience, OrganisationId, UnitId, Role, JoinedSince, CompletedCourseId);

    public RuleTiming When => new(DelayDays, OnWorkingDays, Due, DueOn, DueDays);

    /// <summary>Takes over checked terms. What was assigned keeps its due date.</summary>
    public void Change(RuleTerms terms, DateTime nowUtc)
    {
        (Name, ListsPeople, CourseId, PathId) = (new LocalText(terms.Name.Fa.Trim(), terms.Name.En.Trim()), terms.People is not null, terms.CourseId, terms.PathId);
        (Audience, OrganisationId, UnitId, Role, JoinedSince, CompletedCourseId) = terms.Who;
        (DelayDays, OnWorkingDays, Due, DueOn, DueDays) = terms.When;
        DueOn = Due == RuleDue.FixedDay ? DueOn : null;
        DueDays = Due == RuleDue.WorkingDays ? DueDays : null;
        (ChangedAtUtc, AppliedAtUtc) = (nowUtc, null);
    }

    /// <returns>Done, or <see cref="RuleHasEnded"/>.</returns>
    public Result Activate(DateTime nowUtc)
    {
        if (State == RuleState.Ended)
        {
            return new RuleHasEnded();
        }

        if (State == RuleState.Draft)
        {
            (State, ChangedAtUtc, AppliedAtUtc) = (RuleState.Active, nowUtc, null);
        }

        return Result.Done;
    }

    public void End(DateTime nowUtc)
    {
        if (State != RuleState.Ended)
        {
            (State, EndedAtUtc, ChangedAtUtc, AppliedAtUtc) = (RuleState.Ended, nowUtc, nowUtc, null);
        }
    }

    /// <summary>The rule names another unit from now on: its own was merged into that.</summary>
    public void FollowInto(Guid unitId, DateTime nowUtc) => (UnitId, ChangedAtUtc, AppliedAtUtc) = (unitId, nowUtc, null);

    public void Applied(DateTime nowUtc) => AppliedAtUtc ??= nowUtc;
}

/// <summary>Domain event: a rule began to assign something to people who have it to do.</summary>
/// <param name="CourseId">The course; of a path, its first.</param>
/// <param name="PathId">Null: the rule assigns a course.</param>
public sealed record RuleAssigned(Guid RuleId, string CourseId, string? PathId, IReadOnlyList<Guid> PersonIds, DateTime AtUtc) : IDomainEvent;

/// <summary>A person whom a rule names.</summary>
public sealed class AssignmentRulePerson
{
    private AssignmentRulePerson() { }

    public AssignmentRulePerson(Guid ruleId, Guid personId, DateTime addedAtUtc)
    {
        RuleId = ruleId;
        PersonId = personId;
        AddedAtUtc = addedAtUtc;
    }

    public Guid RuleId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateTime AddedAtUtc { get; private set; }
}

/// <summary>A rule needs a name.</summary>
public sealed record RuleNameMissing() : Refusal("rule.name-missing")
{
    public override IReadOnlyList<object?> Arguments => [AssignmentRule.MaxName];
}

/// <summary>A rule has neither a condition nor people.</summary>
public sealed record RuleForNobody() : Refusal("rule.for-nobody");

/// <summary>A rule names more people than it may.</summary>
public sealed record RuleForTooMany() : Refusal("rule.for-too-many")
{
    public override IReadOnlyList<object?> Arguments => [AssignmentRule.MaxPeople];
}

/// <summary>A rule assigns one course or one path.</summary>
public sealed record RuleWithoutTarget() : Refusal("rule.without-target");

/// <summary>A rule with a fixed due date names no day.</summary>
public sealed record RuleDueMissing() : Refusal("rule.due-missing");

/// <summary>A number of days is out of range.</summary>
public sealed record RuleDaysRefused(int Most) : Refusal("rule.days-refused")
{
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>An ended rule is history: a new one is made.</summary>
public sealed record RuleHasEnded() : Refusal("rule.has-ended");

/// <summary>What the rule refers to does not exist: a course, a path, a unit, an organisation.</summary>
public sealed record RuleRefersToNothing() : Refusal("rule.refers-to-nothing");
