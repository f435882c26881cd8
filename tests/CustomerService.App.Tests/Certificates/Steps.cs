using CustomerService.Catalogue.Publishing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Certificates;

/// <summary>Test steps shared by this folder.</summary>
internal static class Steps
{
    public static async Task<AppDbContext> DbAsync(this Academy academy) =>
        await academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    /// <summary>Completes a course as Learning does: completion and domain event in one unit of work.</summary>
    /// <returns>The domain event.</returns>
    public static async Task<CourseCompleted> CompleteAsync(this Academy academy, Guid personId, string courseId, DateTime? atUtc = null, int? percent = 92)
    {
        await using var scope = academy.Services.CreateAsyncScope();
        var course = await scope.ServiceProvider.GetRequiredService<CourseCatalogue>().CurrentAsync(courseId) ?? throw new InvalidOperationException($"No course {courseId}.");
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        var at = atUtc ?? academy.Clock.UtcNow();
        return await academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var number = 1 + await db.Set<Enrolment>().CountAsync(e => e.PersonId == personId && e.CourseId == courseId);
            var enrolment = new Enrolment(Guid.CreateVersion7(), personId, courseId, course.RevisionId, at, number);
            enrolment.Complete(at);
            var completion = new Completion(Guid.CreateVersion7(), personId, enrolment.Id, courseId, course.RevisionId, percent, 105, "{}", at, Validity.EndOf(at, course.Course.CertificateValidMonths, CivilCalendar.Tehran));
            db.Add(enrolment);
            db.Add(completion);
            var fact = new CourseCompleted(completion.Id, personId, courseId, course.RevisionId, percent, 105, at, completion.ValidUntilUtc);
            await events.RaiseAsync(db, fact, default);
            return fact;
        });
    }

    /// <summary>Completes a course and returns its certificate.</summary>
    public static async Task<Certificate> EarnAsync(this Academy academy, TestPerson person, string courseId = "C03", DateTime? atUtc = null)
    {
        var fact = await academy.CompleteAsync(person.Id, courseId, atUtc);
        await using var db = await academy.DbAsync();
        return await db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.CompletionId == fact.CompletionId && c.Kind == CertificateKind.Course);
    }

    public static async Task<Certificate> ReadAsync(this Academy academy, Guid certificateId)
    {
        await using var db = await academy.DbAsync();
        return await db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == certificateId);
    }
}
