using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>Issues the path certificate in the transaction of the completion that completes a path of the person's audience.</summary>
public sealed class IssuePathCertificate(CertificateIssuer issuer, AcademyReference reference, CivilCalendar days) : IDomainEventHandler<CourseCompleted>
{
    public async Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var paths = reference.Content.Paths.Where(p => p.Courses.Contains(domainEvent.CourseId)).ToList();
        if (paths.Count == 0)
        {
            return;
        }

        var audiences = await AudiencesAsync(db, domainEvent.PersonId, cancellationToken);
        foreach (var path in paths.Where(p => audiences.Contains(p.Audience)))
        {
            await IssueAsync(db, path, domainEvent, cancellationToken);
        }
    }

    private async Task IssueAsync(AppDbContext db, LearningPath path, CourseCompleted domainEvent, CancellationToken cancellationToken)
    {
        var done = await DoneAsync(db, path, domainEvent, cancellationToken);
        await db.Set<Certificate>().Where(c => c.PersonId == domainEvent.PersonId && c.Kind == CertificateKind.Path && c.SubjectId == path.Id).LoadAsync(cancellationToken);
        var former = db.Set<Certificate>().Local
            .Where(c => c.PersonId == domainEvent.PersonId && c.Kind == CertificateKind.Path && c.SubjectId == path.Id && c.RevokedAtUtc is null)
            .Max(c => (DateTime?)c.IssuedAtUtc);
        if (PathRule.Earned(path.Courses, done, former, domainEvent.AtUtc) is { } earned)
        {
            await issuer.IssueAsync(
                db,
                new Award(
                    CertificateKind.Path, path.Id, domainEvent.PersonId, domainEvent.CompletionId, path.Title, path.CertificateTitle, earned.Minutes, earned.Percent,
                    domainEvent.AtUtc, Validity.EndOf(domainEvent.AtUtc, path.ValidMonths, days)),
                cancellationToken);
        }
    }

    /// <summary>The person's completions of the path's courses, including unsaved ones of this unit of work.</summary>
    private static async Task<List<CourseDone>> DoneAsync(AppDbContext db, LearningPath path, CourseCompleted domainEvent, CancellationToken cancellationToken)
    {
        var courses = path.Courses;
        var saved = await db.Set<Completion>().AsNoTracking().Where(c => c.PersonId == domainEvent.PersonId && courses.Contains(c.CourseId))
            .Select(c => new CourseDone(c.CourseId, c.Id, c.Percent, c.Minutes, c.CompletedAtUtc, c.ValidUntilUtc))
            .ToListAsync(cancellationToken);
        var unsaved = db.Set<Completion>().Local.Where(c => c.PersonId == domainEvent.PersonId && courses.Contains(c.CourseId))
            .Select(c => new CourseDone(c.CourseId, c.Id, c.Percent, c.Minutes, c.CompletedAtUtc, c.ValidUntilUtc));
        var now = new CourseDone(domainEvent.CourseId, domainEvent.CompletionId, domainEvent.Percent, domainEvent.Minutes, domainEvent.AtUtc, domainEvent.ValidUntilUtc);
        return [.. saved.Concat(unsaved).Append(now).DistinctBy(c => c.CompletionId)];
    }

    private static async Task<HashSet<Audience>> AudiencesAsync(AppDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var saved = await db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null).Select(m => m.Audience).ToListAsync(cancellationToken);
        var unsaved = db.Set<Membership>().Local.Where(m => m.PersonId == personId && m.EndedAtUtc is null).Select(m => m.Audience);
        return [.. saved, .. unsaved];
    }
}
