using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Events;

namespace CustomerService.Certificates.Rules;

/// <summary>A person got a certificate, or a new edition of one.</summary>
/// <param name="SubjectId">Course or path.</param>
public sealed record CertificateIssued(Guid CertificateId, CertificateKind Kind, string SubjectId, Guid PersonId, DateTime AtUtc) : IDomainEvent;
