using CustomerService.Catalogue.Publishing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Issuing;

/// <summary>Issues the course certificate in the completion's transaction; it supersedes an earlier one for the same course.</summary>
public sealed class IssueCertificate(CertificateIssuer issuer, CourseCatalogue catalogue, IOptionsMonitor<CertificatesOptions> options) : IDomainEventHandler<CourseCompleted>
{
    public async Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        var course = (await catalogue.RevisionAsync(domainEvent.RevisionId, cancellationToken)).Course;
        await issuer.IssueAsync(
            db,
            new Award(
                CertificateKind.Course, domainEvent.CourseId, domainEvent.PersonId, domainEvent.CompletionId, course.Title, options.CurrentValue.CourseCertificate.ToText(),
                domainEvent.Minutes, domainEvent.Percent, domainEvent.AtUtc, domainEvent.ValidUntilUtc),
            cancellationToken);
    }
}
