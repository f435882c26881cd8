using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;

namespace CustomerService.Learning.Data;

/// <summary>Why a person has a course, as it stands.</summary>
/// <param name="RuleName">Of the rule, where one assigned it.</param>
/// <param name="PathId">The path that the rule assigned; null for a course.</param>
public sealed record StandingCause(string CourseId, AssignmentReason Kind, Audience? Audience, LocalText? RuleName, string? PathId, DateTime BeganAtUtc, DateTime? DueAtUtc);

public static class AssignmentQueries
{
    /// <summary>The assignments that stand: what somebody is expected to complete. Those released are history.</summary>
    public static IQueryable<Assignment> StandingAssignments(this AppDbContext db) => db.Set<Assignment>().Where(a => a.ReleasedAtUtc == null);

    /// <summary>What was decided about a person and stands.</summary>
    public static IQueryable<AssignmentAdjustment> StandingAdjustmentsOf(this AppDbContext db, Guid personId) =>
        db.Set<AssignmentAdjustment>().Where(a => a.PersonId == personId && a.EndedAtUtc == null);

    /// <summary>The standing assignments of courses that the person never completed: what reminders are about. When a completion ends is told by messages of its own.</summary>
    public static IQueryable<Assignment> OpenAssignments(this AppDbContext db) =>
        db.StandingAssignments().Where(a => !db.Set<Completion>().Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId));

    /// <summary>Why a person has courses, the oldest reason first.</summary>
    /// <param name="courseId">Null: all.</param>
    public static IQueryable<StandingCause> StandingCausesOf(this AppDbContext db, Guid personId, string? courseId = null) =>
        from c in db.StandingCauses()
        where c.PersonId == personId && (courseId == null || c.CourseId == courseId)
        join r in db.Set<AssignmentRule>() on c.RuleId equals (Guid?)r.Id into rules
        from r in rules.DefaultIfEmpty()
        orderby c.BeganAtUtc, c.Id
        select new StandingCause(c.CourseId, c.Kind, c.Audience, r == null ? null : new LocalText(r.Name.Fa, r.Name.En), c.PathId, c.BeganAtUtc, c.DueAtUtc);

    /// <summary>The causes that stand.</summary>
    internal static IQueryable<AssignmentCause> StandingCauses(this AppDbContext db) => db.Set<AssignmentCause>().Where(c => c.EndedAtUtc == null);
}
