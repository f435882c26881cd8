using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;

namespace CustomerService.Learning.Data;

public static class AssignmentQueries
{
    /// <summary>The assignments that stand: what somebody is expected to complete. Those released are history.</summary>
    public static IQueryable<Assignment> StandingAssignments(this AppDbContext db) => db.Set<Assignment>().Where(a => a.ReleasedAtUtc == null);

    /// <summary>The causes that stand.</summary>
    internal static IQueryable<AssignmentCause> StandingCauses(this AppDbContext db) => db.Set<AssignmentCause>().Where(c => c.EndedAtUtc == null);
}
