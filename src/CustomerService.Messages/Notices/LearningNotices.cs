using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;

namespace CustomerService.Messages.Notices;

/// <summary>Tells people about their courses and certificates.</summary>
public sealed class LearningNotices(WriteMessage write)
    : IDomainEventHandler<CourseCompleted>, IDomainEventHandler<AttemptReleased>, IDomainEventHandler<CertificateIssued>, IDomainEventHandler<CertificateRevoked>
{
    public Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CourseCompleted, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(AttemptReleased domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.AttemptReleased, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(CertificateIssued domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CertificateIssued, domainEvent.CertificateId.ToString("D"), cancellationToken);

    public Task HandleAsync(CertificateRevoked domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CertificateRevoked, domainEvent.CertificateId.ToString("D"), cancellationToken);
}
