using System.Text.Json;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Learning.Assignments;

/// <summary>Assigns an audience's required courses, once per person and course: to a person who joins the audience, and to its
/// members when a course is published.</summary>
public sealed class AssignRequired(CourseCatalogue catalogue, IOptions<LearningOptions> options, CivilCalendar days, TimeProvider clock)
    : IDomainEventHandler<PersonJoined>, IDomainEventHandler<CoursePublished>
{
    public async Task HandleAsync(PersonJoined domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        // The current revisions are read from the database, not from the cache: a course just published on another node counts.
        var current = await db.Set<CourseCurrent>().AsNoTracking().Select(c => c.RevisionId).ToListAsync(cancellationToken);
        var assigned = await AssignedAsync(db, a => a.PersonId == domainEvent.PersonId, cancellationToken);
        foreach (var revisionId in current)
        {
            var course = await CourseAsync(db, revisionId, cancellationToken);
            if (course.Offers.TryGetValue(domainEvent.Audience, out var offer) && Offers.IsRequired(offer) && assigned.Add((domainEvent.PersonId, course.Id)))
            {
                db.Add(New(domainEvent.PersonId, course.Id, offer));
            }
        }
    }

    public async Task HandleAsync(CoursePublished domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var course = await CourseAsync(db, domainEvent.RevisionId, cancellationToken);
        var audiences = course.Offers.Where(o => Offers.IsRequired(o.Value)).Select(o => o.Key).ToList();
        if (audiences.Count == 0)
        {
            return;
        }

        var members = await db.Set<Membership>().Where(m => m.EndedAtUtc == null && audiences.Contains(m.Audience))
            .Select(m => new { m.PersonId, m.Audience }).ToListAsync(cancellationToken);
        var assigned = await AssignedAsync(db, a => a.CourseId == course.Id, cancellationToken);
        foreach (var person in members.GroupBy(m => m.PersonId))
        {
            if (assigned.Add((person.Key, course.Id)))
            {
                db.Add(New(person.Key, course.Id, Offers.Strongest(course, person.Select(m => m.Audience))!.Value));
            }
        }
    }

    private Assignment New(Guid personId, string courseId, Offer offer)
    {
        var now = clock.UtcNow();
        var due = days.DeadlineUtc(days.DayOf(now).AddDays(options.Value.RequiredWithinDays));
        return new Assignment(Guid.CreateVersion7(), personId, courseId, offer, AssignmentReason.Audience, now, due);
    }

    /// <summary>Existing assignments, in the database and pending in this unit of work.</summary>
    private static async Task<HashSet<(Guid PersonId, string CourseId)>> AssignedAsync(
        AppDbContext db, System.Linq.Expressions.Expression<Func<Assignment, bool>> which, CancellationToken cancellationToken)
    {
        var stored = await db.Set<Assignment>().Where(which).Select(a => new { a.PersonId, a.CourseId }).ToListAsync(cancellationToken);
        return [.. stored.Select(a => (a.PersonId, a.CourseId)), .. db.Set<Assignment>().Local.Select(a => (a.PersonId, a.CourseId))];
    }

    /// <summary>A revision, including one that this unit of work is about to publish and that is not yet committed.</summary>
    private async Task<Course> CourseAsync(AppDbContext db, Guid revisionId, CancellationToken cancellationToken) =>
        db.Set<CourseRevision>().Local.FindEntry(revisionId)?.Entity is { } own
            ? JsonSerializer.Deserialize<Course>(own.Content, CourseJson.Options)!
            : (await catalogue.RevisionAsync(revisionId, cancellationToken)).Course;
}
