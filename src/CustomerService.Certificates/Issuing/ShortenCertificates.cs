using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>The course certificates of completions that now end earlier end with them. What was signed and printed does not change; a certificate of a
/// path keeps its own validity.</summary>
public sealed class ShortenCertificates : IDomainEventHandler<ValidityShortened>
{
    public Task HandleAsync(ValidityShortened domainEvent, AppDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        var (ids, end) = (domainEvent.CompletionIds, domainEvent.EndsAtUtc);
        return db.Set<Certificate>()
            .Where(c => ids.Contains(c.CompletionId) && c.Kind == CertificateKind.Course && (c.ExpiresAtUtc == null || c.ExpiresAtUtc > end) && (c.ShortenedToUtc == null || c.ShortenedToUtc > end))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ShortenedToUtc, end), cancellationToken);
    }
}
