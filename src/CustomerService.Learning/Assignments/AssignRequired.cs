using System.Globalization;
using System.Text.Json;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Data;
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
/// members when a course becomes required of it. Leaving the audience ends that cause, and so does a revision that requires the course no more. Customers learn as they please: nobody sets them a date. Both may happen at once on two nodes, and neither sees the other's uncommitted rows: so who joins
/// shares <see cref="Lock"/>, and who publishes takes it alone. The later one reads after the earlier one's commit. What was missed all the same
/// (by a version without that lock, or by a change in the database) is made good by <see cref="RepairAssignments"/>.</summary>
public sealed class AssignRequired(CourseCatalogue catalogue, IOptionsMonitor<LearningOptions> options, CivilCalendar days, WorkCalendar work, TimeProvider clock)
    : IDomainEventHandler<PersonJoined>, IDomainEventHandler<MembershipEnded>, IDomainEventHandler<CoursePublished>
{
    /// <summary>The name of the lock on "which courses are required, and who is a member".</summary>
    internal const string Lock = "assign-required";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(PersonJoined domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        await db.ShareNameAsync(Lock, cancellationToken);
        // The current revisions are read from the database, not from the cache: a course just published on another node counts.
        var current = await db.Set<CourseCurrent>().AsNoTracking().Select(c => c.RevisionId).ToListAsync(cancellationToken);
        var assigned = await AssignedAsync(db, domainEvent.PersonId, cancellationToken);
        var caused = await CausedAsync(db, domainEvent.PersonId, domainEvent.Audience, cancellationToken);
        var now = clock.UtcNow();
        var due = domainEvent.Audience == Audience.Customer ? (DateTime?)null : DueUtc(now);
        foreach (var revisionId in current)
        {
            var course = await CourseAsync(db, revisionId, cancellationToken);
            if (!course.Offers.TryGetValue(domainEvent.Audience, out var offer) || !Offers.IsRequired(offer))
            {
                continue;
            }

            if (caused.Add(course.Id))
            {
                db.Add(AssignmentCause.OfAudience(domainEvent.PersonId, course.Id, domainEvent.Audience, now, due));
            }

            if (assigned.TryAdd(course.Id, null))
            {
                db.Add(new Assignment(Guid.CreateVersion7(), domainEvent.PersonId, course.Id, offer, AssignmentReason.Audience, now, due));
            }
            else if (assigned[course.Id] is { } released)
            {
                (await db.Set<Assignment>().AsTracking().SingleAsync(a => a.Id == released, cancellationToken)).Resume(now, due);
            }
        }
    }

    public async Task HandleAsync(MembershipEnded domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        // What a new membership of the same transaction assigns must be seen below.
        await db.SaveChangesAsync(cancellationToken);
        await db.ShareNameAsync(Lock, cancellationToken);
        var (personId, audience, now) = (domainEvent.PersonId, domainEvent.Audience, clock.UtcNow());
        if (await db.Set<Membership>().AnyAsync(m => m.PersonId == personId && m.EndedAtUtc == null && m.Audience == audience, cancellationToken))
        {
            return;
        }

        var over = db.StandingCauses().Where(c => c.PersonId == personId && c.Kind == AssignmentReason.Audience && c.Audience == audience);
        await EndAsync(db, over, personId, now, cancellationToken);
    }

    public async Task HandleAsync(CoursePublished domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var course = await CourseAsync(db, domainEvent.RevisionId, cancellationToken);
        var former = await FormerAsync(db, domainEvent, cancellationToken);
        if (former is not null && RequiredOf(former).Except(RequiredOf(course)).Any())
        {
            await EndForAudiencesAsync(db, course, cancellationToken);
        }

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

        foreach (var isOfCustomers in new[] { false, true })
        {
            await BeginAsync(db, course, isOfCustomers, cancellationToken);
        }

        await SettleAssignments.ResumeAsync(db, [course.Id], null, cancellationToken);
        return assigned;
    }

    /// <summary>Ends the causes of the course for audiences that need not complete it any more, and for people who left their audience.</summary>
    /// <returns>How many ended.</returns>
    internal async Task<int> EndForAudiencesAsync(AppDbContext db, Course course, CancellationToken cancellationToken)
    {
        await db.LockNameAsync(Lock, cancellationToken);
        db.Database.SetCommandTimeout(Longest);
        return await EndAsync(db, Over(db, course), null, clock.UtcNow(), cancellationToken);
    }

    /// <summary>The standing causes of the course by audiences that it is not required of, or that the person does not belong to.</summary>
    internal static IQueryable<AssignmentCause> Over(AppDbContext db, Course course)
    {
        List<Audience?> required = [.. RequiredOf(course)];
        return db.StandingCauses().Where(c => c.CourseId == course.Id && c.Kind == AssignmentReason.Audience
            && (!required.Contains(c.Audience) || !db.Set<Membership>().Any(m => m.PersonId == c.PersonId && m.EndedAtUtc == null && m.Audience == c.Audience)));
    }

    private static async Task<int> EndAsync(AppDbContext db, IQueryable<AssignmentCause> over, Guid? personId, DateTime now, CancellationToken cancellationToken)
    {
        var courses = await over.Select(c => c.CourseId).Distinct().ToListAsync(cancellationToken);
        if (courses.Count == 0)
        {
            return 0;
        }

        var ended = await over.ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAtUtc, now), cancellationToken);
        await SettleAssignments.RunAsync(db, courses, personId, now, cancellationToken);
        return ended;
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
        List<object> values = [course.Id, offer.ToString(), nameof(AssignmentReason.Audience), now, DueUtc(now), false, .. audiences];
        var places = string.Join(", ", audiences.Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - audiences.Count + n}}}")));
        var statement = $$"""
            INSERT INTO "Assignments" ("Id", "PersonId", "CourseId", "Offer", "Reason", "AssignedAtUtc", "IsExempt"{{(hasDueDate ? ", \"DueAtUtc\"" : "")}})
            SELECT {{SetStatements.NewId(db)}}, m."PersonId", {0}, {1}, {2}, {3}, {5}{{(hasDueDate ? ", {4}" : "")}}
            FROM (SELECT DISTINCT "PersonId" FROM "Memberships" WHERE "EndedAtUtc" IS NULL AND "Audience" IN ({{places}})) AS m
            WHERE NOT EXISTS (SELECT 1 FROM "Assignments" AS a WHERE a."PersonId" = m."PersonId" AND a."CourseId" = {0})
            """;
        return await db.Database.ExecuteSqlRawAsync(statement, values, cancellationToken);
    }

    /// <summary>Begins the causes of members who have none of their audience. Who was assigned the course by a version that knew no causes has it since then.</summary>
    private async Task BeginAsync(AppDbContext db, Course course, bool isOfCustomers, CancellationToken cancellationToken)
    {
        List<string> audiences = [.. RequiredOf(course).Where(a => (a == Audience.Customer) == isOfCustomers).Select(a => a.ToString())];
        if (audiences.Count == 0)
        {
            return;
        }

        var now = clock.UtcNow();
        List<object> values = [course.Id, nameof(AssignmentReason.Audience), now, DueUtc(now), .. audiences];
        var places = string.Join(", ", audiences.Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - audiences.Count + n}}}")));
        var statement = $$"""
            INSERT INTO "AssignmentCauses" ("Id", "PersonId", "CourseId", "Kind", "Audience", "BeganAtUtc"{{(isOfCustomers ? "" : ", \"DueAtUtc\"")}})
            SELECT {{SetStatements.NewId(db)}}, m."PersonId", {0}, {1}, m."Audience",
                CASE WHEN f."Id" IS NULL THEN {2} ELSE f."AssignedAtUtc" END{{(isOfCustomers ? "" : ", CASE WHEN f.\"Id\" IS NULL THEN {3} ELSE f.\"DueAtUtc\" END")}}
            FROM (SELECT DISTINCT "PersonId", "Audience" FROM "Memberships" WHERE "EndedAtUtc" IS NULL AND "Audience" IN ({{places}})) AS m
            LEFT JOIN "Assignments" AS f ON f."PersonId" = m."PersonId" AND f."CourseId" = {0} AND f."Reason" = {1}
                AND NOT EXISTS (SELECT 1 FROM "AssignmentCauses" AS x WHERE x."PersonId" = f."PersonId" AND x."CourseId" = f."CourseId")
            WHERE NOT EXISTS (
                SELECT 1 FROM "AssignmentCauses" AS c
                WHERE c."PersonId" = m."PersonId" AND c."CourseId" = {0} AND c."Kind" = {1} AND c."Audience" = m."Audience" AND c."EndedAtUtc" IS NULL)
            """;
        await db.Database.ExecuteSqlRawAsync(statement, values, cancellationToken);
    }

    private DateTime DueUtc(DateTime nowUtc) => days.DeadlineUtc(work.Days.OnOrAfter(days.DayOf(nowUtc).AddDays(options.CurrentValue.RequiredWithinDays)));

    /// <summary>The course as it was before this publication; null for a new one.</summary>
    private async Task<Course?> FormerAsync(AppDbContext db, CoursePublished published, CancellationToken cancellationToken)
    {
        var former = await db.Set<CourseRevision>().Where(r => r.CourseId == published.CourseId && r.Number == published.Number - 1)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
        return former is { } id ? (await catalogue.RevisionAsync(id, cancellationToken)).Course : null;
    }

    /// <summary>The courses ever assigned to a person, in the database and pending in this unit of work; with the assignment's id where it was released and may stand again.</summary>
    private static async Task<Dictionary<string, Guid?>> AssignedAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var assigned = await db.Set<Assignment>().Where(a => a.PersonId == personId)
            .Select(a => new { a.CourseId, ReleasedId = a.ReleasedAtUtc == null || a.IsExempt ? (Guid?)null : a.Id })
            .ToDictionaryAsync(a => a.CourseId, a => a.ReleasedId, StringComparer.Ordinal, cancellationToken);
        foreach (var pending in db.Set<Assignment>().Local.Where(a => a.PersonId == personId && a.ReleasedAtUtc is null))
        {
            assigned[pending.CourseId] = null;
        }

        return assigned;
    }

    /// <summary>The courses that a person has because of the audience, in the database and pending in this unit of work.</summary>
    private static async Task<HashSet<string>> CausedAsync(AppDbContext db, Guid personId, Audience audience, CancellationToken cancellationToken)
    {
        var stored = await db.StandingCauses().Where(c => c.PersonId == personId && c.Kind == AssignmentReason.Audience && c.Audience == audience).Select(c => c.CourseId).ToListAsync(cancellationToken);
        return [.. stored, .. db.Set<AssignmentCause>().Local.Where(c => c.PersonId == personId && c.Audience == audience).Select(c => c.CourseId)];
    }

    /// <summary>A revision, including one that this unit of work is about to publish and that is not yet committed.</summary>
    private async Task<Course> CourseAsync(AppDbContext db, Guid revisionId, CancellationToken cancellationToken) =>
        db.Set<CourseRevision>().Local.FindEntry(revisionId)?.Entity is { } own
            ? JsonSerializer.Deserialize<Course>(own.Content, CourseJson.Options)!
            : (await catalogue.RevisionAsync(revisionId, cancellationToken)).Course;
}
