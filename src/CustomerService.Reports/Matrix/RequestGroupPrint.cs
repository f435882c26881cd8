using CustomerService.Certificates;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Reports.Matrix;

/// <summary>Requests one PDF with the current certificates of everybody whom the matrix shows under a filter; if the filter specifies
/// a course, of that course only.</summary>
public sealed class RequestGroupPrint(
    IDbContextFactory<AppDbContext> contexts, MatrixQueries queries, RequestBulkPrint print, IOptions<CertificatesOptions> options, TimeProvider clock)
{
    /// <param name="language">Language of the documents.</param>
    /// <param name="evenInPersian">The asker knows that some English documents will show a Persian name.</param>
    /// <returns>The print job's id, <see cref="WithoutLatinName"/>, or the refusals of <see cref="RequestBulkPrint"/>.</returns>
    public async Task<Result<Guid>> RunAsync(
        Guid askerId, MatrixFilter filter, Language language, bool evenInPersian = false, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RequestGroupPrint));
        List<Guid> ids;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var matrix = await queries.FrameAsync(db, askerId, filter, clock.UtcNow(), cancellationToken);
            var people = MatrixQueries.Filtered(db, matrix).Select(p => p.Id);
            var certificates = db.Set<Certificate>()
                .Where(c => people.Contains(c.PersonId) && c.RevokedAtUtc == null && c.SupersededById == null)
                .Where(c => filter.CourseId == null || c.SubjectId == filter.CourseId);
            if (language == Language.English && !evenInPersian && await certificates.CountAsync(c => c.PersonName.En == "", cancellationToken) is > 0 and var count)
            {
                return new WithoutLatinName(count);
            }

            ids = await certificates.OrderBy(c => c.Id).Select(c => c.Id).Take(options.Value.MaxPrint + 1).ToListAsync(cancellationToken);
        }

        return await print.RunAsync(askerId, ids, language, cancellationToken: cancellationToken);
    }
}
