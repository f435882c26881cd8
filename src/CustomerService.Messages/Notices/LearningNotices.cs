using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;

namespace CustomerService.Messages.Notices;

/// <summary>Tells people about their courses and certificates.</summary>
public sealed class LearningNotices(WriteMessage write)
    : IDomainEventHandler<CourseCompleted>, IDomainEventHandler<AttemptReleased>, IDomainEventHandler<CertificateIssued>, IDomainEventHandler<CertificateRevoked>,
        IDomainEventHandler<RuleAssigned>, IDomainEventHandler<DueDateChanged>, IDomainEventHandler<CourseExempted>, IDomainEventHandler<LearningRecognised>
{
    public Task HandleAsync(RuleAssigned domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(
            db, domainEvent.PathId is null ? MessageKind.CourseAssigned : MessageKind.PathAssigned,
            [.. domainEvent.PersonIds.Select(p => (p, (string?)(domainEvent.PathId ?? domainEvent.CourseId)))], cancellationToken);

    public Task HandleAsync(DueDateChanged domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.DueDateChanged, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(CourseExempted domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.Exempted, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(LearningRecognised domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.LearningRecognised, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CourseCompleted, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(AttemptReleased domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.AttemptReleased, domainEvent.CourseId, cancellationToken);

    public Task HandleAsync(CertificateIssued domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CertificateIssued, domainEvent.CertificateId.ToString("D"), cancellationToken);

    public Task HandleAsync(CertificateRevoked domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.CertificateRevoked, domainEvent.CertificateId.ToString("D"), cancellationToken);
}
