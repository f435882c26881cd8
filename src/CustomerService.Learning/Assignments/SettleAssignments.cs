using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Brings assignments in agreement with their causes, and with what was decided about the person, after either changed: each statement is one in the database, for any number of
/// people. An assignment without any cause, of a version that knew none, is left as it is.</summary>
internal static class SettleAssignments
{
    /// <param name="courses">The courses whose causes changed.</param>
    /// <param name="personId">The only person whose causes changed; null: anybody's.</param>
    public static async Task RunAsync(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (courses.Count == 0)
        {
            return;
        }

        await AddAsync(db, courses, personId, cancellationToken);
        await ReleaseAsync(db, courses, personId, nowUtc, cancellationToken);
        await ResumeAsync(db, courses, personId, cancellationToken);
        await DateAsync(db, courses, personId, cancellationToken);
    }

    /// <summary>Adds the assignments of people who have a cause and never had the course.</summary>
    private static Task<int> AddAsync(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, CancellationToken cancellationToken)
    {
        List<object> values = [nameof(Offer.Required), false, .. courses];
        var places = string.Join(", ", courses.Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"{{{n + 2}}}")));
        var ofPerson = "";
        if (personId is { } person)
        {
            ofPerson = string.Create(CultureInfo.InvariantCulture, $" AND c.\"PersonId\" = {{{values.Count}}}");
            values.Add(person);
        }

        var statement = $$"""
            INSERT INTO "Assignments" ("Id", "PersonId", "CourseId", "Offer", "Reason", "AssignedAtUtc", "DueAtUtc", "IsExempt")
            SELECT {{SetStatements.NewId(db)}}, n."PersonId", n."CourseId", {0}, n."Kind", n."BeganAtUtc", n."DueAtUtc", {1}
            FROM (
                SELECT c."PersonId", c."CourseId", MIN(c."Kind") AS "Kind", MIN(c."BeganAtUtc") AS "BeganAtUtc", MIN(c."DueAtUtc") AS "DueAtUtc"
                FROM "AssignmentCauses" AS c
                WHERE c."EndedAtUtc" IS NULL AND c."CourseId" IN ({{places}}){{ofPerson}}
                    AND NOT EXISTS (SELECT 1 FROM "Assignments" AS a WHERE a."PersonId" = c."PersonId" AND a."CourseId" = c."CourseId")
                GROUP BY c."PersonId", c."CourseId") AS n
            """;
        return db.Database.ExecuteSqlRawAsync(statement, values, cancellationToken);
    }

    /// <summary>Releases those whose last cause ended. What is completed stays until the completion counts no more.</summary>
    public static Task<int> ReleaseAsync(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, DateTime nowUtc, CancellationToken cancellationToken) =>
        Lapsed(db, courses, personId, nowUtc).ExecuteUpdateAsync(s => s.SetProperty(a => a.ReleasedAtUtc, nowUtc), cancellationToken);

    /// <summary>Standing assignments without a standing cause, or with an exemption, and without a completion that counts.</summary>
    public static IQueryable<Assignment> Lapsed(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, DateTime nowUtc)
    {
        var (causes, standing) = (db.Set<AssignmentCause>(), db.StandingCauses());
        var counting = db.Set<Completion>().Where(c => c.ValidUntilUtc == null || c.ValidUntilUtc >= nowUtc);
        return Of(db, courses, personId)
            .Where(a => a.ReleasedAtUtc == null
                && (a.IsExempt
                    || (causes.Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId) && !standing.Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId)))
                && !counting.Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId));
    }

    /// <summary>Lets released ones stand that have a cause again and no exemption.</summary>
    public static Task<int> ResumeAsync(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, CancellationToken cancellationToken)
    {
        var standing = db.StandingCauses();
        return Of(db, courses, personId)
            .Where(a => a.ReleasedAtUtc != null && !a.IsExempt && standing.Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId))
            .ExecuteUpdateAsync(
                s => s.SetProperty(a => a.ReleasedAtUtc, (DateTime?)null)
                    .SetProperty(a => a.AssignedAtUtc, a => standing.Where(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId).Min(c => c.BeganAtUtc))
                    .SetProperty(a => a.DueAtUtc, a => a.ExtendedToUtc ?? standing.Where(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId).Min(c => c.DueAtUtc)),
                cancellationToken);
    }

    /// <summary>The earliest due date of the standing causes, where nobody was given another.</summary>
    private static Task<int> DateAsync(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId, CancellationToken cancellationToken)
    {
        var standing = db.StandingCauses();
        return Of(db, courses, personId)
            .Where(a => a.ReleasedAtUtc == null && a.ExtendedToUtc == null && standing.Any(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId)
                && a.DueAtUtc != standing.Where(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId).Min(c => c.DueAtUtc))
            .ExecuteUpdateAsync(
                s => s.SetProperty(a => a.DueAtUtc, a => standing.Where(c => c.PersonId == a.PersonId && c.CourseId == a.CourseId).Min(c => c.DueAtUtc)), cancellationToken);
    }

    private static IQueryable<Assignment> Of(AppDbContext db, IReadOnlyCollection<string> courses, Guid? personId)
    {
        var assignments = db.Set<Assignment>().Where(a => courses.Contains(a.CourseId));
        return personId is { } person ? assignments.Where(a => a.PersonId == person) : assignments;
    }
}
