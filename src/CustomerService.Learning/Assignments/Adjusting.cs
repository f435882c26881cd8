using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>What the decisions about one person's course have in common.</summary>
internal static class Adjusting
{
    /// <summary>Whoever is in charge of a person may decide about their courses; nobody about their own.</summary>
    public static async Task<bool> MayAdjustAsync(this AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellationToken) =>
        actorId != personId && await db.PersonIdsWithin(await db.ScopeOfAsync(actorId, cancellationToken)).ContainsAsync(personId, cancellationToken);

    /// <summary>Keeps those away who assign by rules, and by audiences to everybody: what is decided is settled with what they leave.</summary>
    public static async Task LockAssignmentsAsync(this AppDbContext db, CancellationToken cancellationToken)
    {
        await db.ShareNameAsync(AssignRequired.Lock, cancellationToken);
        await db.LockNameAsync(ApplyRules.Lock, cancellationToken);
    }

    /// <summary>Ends what stands, if it does.</summary>
    /// <returns>Whether anything stood.</returns>
    public static async Task<bool> EndAdjustmentAsync(this AppDbContext db, Guid personId, string courseId, AdjustmentKind kind, Guid actorId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var standing = await db.Set<AssignmentAdjustment>().AsTracking()
            .Where(a => a.PersonId == personId && a.CourseId == courseId && a.Kind == kind && a.EndedAtUtc == null).ToListAsync(cancellationToken);
        standing.ForEach(a => a.End(actorId, nowUtc));
        return standing.Count > 0;
    }

    /// <summary>The assignment to decide about, to be changed.</summary>
    public static Task<Assignment?> AssignmentAsync(this AppDbContext db, Guid personId, string courseId, CancellationToken cancellationToken) =>
        db.Set<Assignment>().AsTracking().SingleOrDefaultAsync(a => a.PersonId == personId && a.CourseId == courseId, cancellationToken);
}
