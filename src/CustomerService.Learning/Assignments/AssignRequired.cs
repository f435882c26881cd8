using System.Globalization;
using System.Text.Json;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Learning.Assignments;

/// <summary>Assigns an audience's required courses, once per person and course: to a person who joins the audience, and to its
/// members when a course becomes required of it. Customers learn as they please: nobody sets them a date. Both may happen at once on two nodes, and neither sees the other's uncommitted rows: so who joins
/// shares <see cref="Lock"/>, and who publishes takes it alone. The later one reads after the earlier one's commit. What was missed all the same
/// (by a version without that lock, or by a change in the database) is made good by <see cref="RepairAssignments"/>.</summary>
public sealed class AssignRequired(CourseCatalogue catalogue, IOptionsMonitor<LearningOptions> options, CivilCalendar days, WorkCalendar work, TimeProvider clock)
    : IDomainEventHandler<PersonJoined>, IDomainEventHandler<CoursePublished>
{
    /// <summary>The name of the lock on "which courses are required, and who is a member".</summary>
    private const string Lock = "assign-required";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(PersonJoined domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        await db.ShareNameAsync(Lock, cancellationToken);
        // The current revisions are read from the database, not from the cache: a course just published on another node counts.
        var current = await db.Set<CourseCurrent>().AsNoTracking().Select(c => c.RevisionId).ToListAsync(cancellationToken);
        var assigned = await AssignedAsync(db, domainEvent.PersonId, cancellationToken);
        foreach (var revisionId in current)
        {
            var course = await CourseAsync(db, revisionId, cancellationToken);
            if (course.Offers.TryGetValue(domainEvent.Audience, out var offer) && Offers.IsRequired(offer) && assigned.Add(course.Id))
            {
                var now = clock.UtcNow();
                db.Add(new Assignment(Guid.CreateVersion7(), domainEvent.PersonId, course.Id, offer, AssignmentReason.Audience, now, domainEvent.Audience == Audience.Customer ? null : DueUtc(now)));
            }
        }
    }

    public async Task HandleAsync(CoursePublished domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var course = await CourseAsync(db, domainEvent.RevisionId, cancellationToken);
        var former = await FormerAsync(db, domainEvent, cancellationToken);
        if (RequiredOf(course).All(audience => former is not null && Offers.IsRequired(former.Offers.GetValueOrDefault(audience, Offer.Optional))))
        {
            // Whoever must complete it was assigned it when the former revision was published, or when joining since.
            return;
        }

        await AssignToMembersAsync(db, course, cancellationToken);
    }

    /// <summary>Assigns the course to every member of the audiences that must complete it and who does not have it.</summary>
    /// <returns>How many got it.</returns>
    internal async Task<int> AssignToMembersAsync(AppDbContext db, Course course, CancellationToken cancellationToken)
    {
        await db.LockNameAsync(Lock, cancellationToken);
        // An audience may have a hundred thousand members, and nobody waits for a page meanwhile.
        db.Database.SetCommandTimeout(Longest);
        var assigned = 0;
        // The strongest offer first: who has it is left out by the next statement.
        foreach (var offer in new[] { Offer.Required, Offer.TestOut })
        {
            assigned += await AssignAsync(db, course, offer, a => a != Audience.Customer, hasDueDate: true, cancellationToken);
            assigned += await AssignAsync(db, course, offer, a => a == Audience.Customer, hasDueDate: false, cancellationToken);
        }

        return assigned;
    }

    internal static IEnumerable<Audience> RequiredOf(Course course) => course.Offers.Where(o => Offers.IsRequired(o.Value)).Select(o => o.Key);

    /// <summary>Assigns the course to the members of the audiences with this offer who do not have it: one statement in the database, since an
    /// audience may have a hundred thousand members.</summary>
    private async Task<int> AssignAsync(AppDbContext db, Course course, Offer offer, Func<Audience, bool> to, bool hasDueDate, CancellationToken cancellationToken)
    {
        List<string> audiences = [.. course.Offers.Where(o => o.Value == offer && to(o.Key)).Select(o => o.Key.ToString())];
        if (audiences.Count == 0)
        {
            return 0;
        }

        var now = clock.UtcNow();
        List<object> values = [course.Id, offer.ToString(), nameof(AssignmentReason.Audience), now, DueUtc(now), .. audiences];
        var places = string.Join(", ", audiences.Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - audiences.Count + n}}}")));
        var statement = $$"""
            INSERT INTO "Assignments" ("Id", "PersonId", "CourseId", "Offer", "Reason", "AssignedAtUtc"{{(hasDueDate ? ", \"DueAtUtc\"" : "")}})
            SELECT {{NewId(db)}}, m."PersonId", {0}, {1}, {2}, {3}{{(hasDueDate ? ", {4}" : "")}}
            FROM (SELECT DISTINCT "PersonId" FROM "Memberships" WHERE "EndedAtUtc" IS NULL AND "Audience" IN ({{places}})) AS m
            WHERE NOT EXISTS (SELECT 1 FROM "Assignments" AS a WHERE a."PersonId" = m."PersonId" AND a."CourseId" = {0})
            """;
        return await db.Database.ExecuteSqlRawAsync(statement, values, cancellationToken);
    }

    /// <summary>A random id for each row, as EF stores it.</summary>
    private static string NewId(AppDbContext db) =>
        db.Database.IsNpgsql() ? "gen_random_uuid()"
        : db.Database.IsSqlServer() ? "NEWID()"
        : "hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))";

    private DateTime DueUtc(DateTime nowUtc) => days.DeadlineUtc(work.Days.OnOrAfter(days.DayOf(nowUtc).AddDays(options.CurrentValue.RequiredWithinDays)));

    /// <summary>The course as it was before this publication; null for a new one.</summary>
    private async Task<Course?> FormerAsync(AppDbContext db, CoursePublished published, CancellationToken cancellationToken)
    {
        var former = await db.Set<CourseRevision>().Where(r => r.CourseId == published.CourseId && r.Number == published.Number - 1)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
        return former is { } id ? (await catalogue.RevisionAsync(id, cancellationToken)).Course : null;
    }

    /// <summary>The courses assigned to a person, in the database and pending in this unit of work.</summary>
    private static async Task<HashSet<string>> AssignedAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var stored = await db.Set<Assignment>().Where(a => a.PersonId == personId).Select(a => a.CourseId).ToListAsync(cancellationToken);
        return [.. stored, .. db.Set<Assignment>().Local.Where(a => a.PersonId == personId).Select(a => a.CourseId)];
    }

    /// <summary>A revision, including one that this unit of work is about to publish and that is not yet committed.</summary>
    private async Task<Course> CourseAsync(AppDbContext db, Guid revisionId, CancellationToken cancellationToken) =>
        db.Set<CourseRevision>().Local.FindEntry(revisionId)?.Entity is { } own
            ? JsonSerializer.Deserialize<Course>(own.Content, CourseJson.Options)!
            : (await catalogue.RevisionAsync(revisionId, cancellationToken)).Course;
}
