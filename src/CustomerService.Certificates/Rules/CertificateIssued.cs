using CustomerService.Platform.Events;

namespace CustomerService.Certificates.Rules;

/// <summary>Domain event: a certificate, or a new edition of one, was issued to a person.</summary>
/// <param name="SubjectId">Course or path id.</param>
public sealed record CertificateIssued(Guid CertificateId, CertificateKind Kind, string SubjectId, Guid PersonId, DateTime AtUtc) : IDomainEvent;

/// <summary>Domain event: a certificate was revoked.</summary>
public sealed record CertificateRevoked(Guid CertificateId, Guid PersonId, DateTime AtUtc) : IDomainEvent;
