using CustomerService.Catalogue;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Data;
using CustomerService.Platform.Facts;
using CustomerService.Platform.Text;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates;

/// <summary>A completed course earns its certificate in the same instant; a later one of the same course supersedes the former.</summary>
public sealed class IssueCertificate(CertificateIssuer issuer, CourseCatalogue catalogue, IOptions<CertificatesOptions> options, CivilCalendar days) : IReactTo<CourseCompleted>
{
    public async Task ReactAsync(CourseCompleted fact, AppDbContext db, CancellationToken cancellation)
    {
        var course = (await catalogue.RevisionAsync(fact.RevisionId, cancellation)).Course;
        await issuer.IssueAsync(
            db,
            new Award(
                CertificateKind.Course, fact.CourseId, fact.PersonId, fact.CompletionId, course.Title, options.Value.CourseCertificate.ToText(),
                fact.Minutes, fact.Percent, fact.AtUtc, Certificate.ExpiryOf(fact.AtUtc, course.CertificateValidMonths, days)),
            cancellation);
    }
}
