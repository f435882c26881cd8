using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Academy = CustomerService.TestKit.Academy;

namespace CustomerService.App.Tests.Learning;

/// <summary>An academy whose clock is moved through the years.</summary>
public sealed class YearsAcademy() : AcademyFixture(new Academy());

/// <summary>A course that counts for a year, over three of them: what its learner sees and does.</summary>
public sealed class RenewalPagesTests(YearsAcademy years) : IClassFixture<YearsAcademy>
{
    private const string Course = "C11";
    private const string RenewForm = "form:has(input[name=_handler][value=renew])";

    private readonly Academy _academy = years.Academy;

    [Fact]
    public async Task A_course_is_renewed_over_three_cycles_and_everything_earned_stays_in_sight()
    {
        var person = await _academy.AddPersonAsync(Audience.Agent);
        await _academy.SitAsync(person, Course);
        var learner = await _academy.SignInAsync(person, Language.English);
        var fresh = await learner.OpenAsync("/learning");
        Assert.Null(fresh.QuerySelector(RenewForm));
        Assert.Contains("Valid until", fresh.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("You can renew it from", (await learner.OpenAsync($"/courses/{Course}")).Body!.TextContent, StringComparison.Ordinal);

        for (var cycle = 2; cycle <= 4; cycle++)
        {
            var end = await LastEndAsync(person.Id);
            // 20 days before the end; the third cycle is renewed after it.
            _academy.Clock.SetUtcNow(new DateTimeOffset(cycle == 3 ? end.AddDays(20) : end.AddDays(-20)));
            learner = await _academy.SignInAsync(person, Language.English);
            var mine = await learner.OpenAsync("/learning");
            Assert.Contains(cycle == 3 ? "Validity ended on" : "Valid until", mine.Body!.TextContent, StringComparison.Ordinal);
            var certificates = await learner.OpenAsync("/certificates");
            Assert.Contains(cycle == 3 ? "Expired" : "Expiring soon", certificates.Body!.TextContent, StringComparison.Ordinal);

            // Sent from two tabs: one renewal.
            var renewed = await learner.SubmitAsync(mine, RenewForm, "/learning");
            Assert.Equal((HttpStatusCode.Redirect, true), (renewed.StatusCode, renewed.Headers.Location!.ToString().Contains("/lessons/", StringComparison.Ordinal)));
            await learner.SubmitAsync(mine, RenewForm, "/learning");
            Assert.Equal(cycle, await _academy.ReadAsync(db => db.Set<Enrolment>().CountAsync(e => e.PersonId == person.Id && e.CourseId == Course)));

            // The renewal begins at nothing; what was earned is still there, on the course, on the page of all courses and on the record.
            var course = await learner.OpenAsync($"/courses/{Course}");
            Assert.Contains("You are renewing this course.", course.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(cycle - 1, Cycles(course));
            Assert.Contains("Completed on", (await learner.OpenAsync("/learning")).Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(cycle - 1, (await learner.OpenAsync("/record")).QuerySelectorAll("tbody tr").Length);

            await _academy.SitAsync(person, Course);
            Assert.Equal(cycle, Cycles(await learner.OpenAsync($"/courses/{Course}")));
            Assert.Equal(cycle, (await learner.OpenAsync("/record")).QuerySelectorAll("tbody tr").Length);
        }

        var issued = await _academy.ReadAsync(db => db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == person.Id && c.Kind == CertificateKind.Course).OrderBy(c => c.IssuedAtUtc).ToListAsync());
        Assert.Equal(
            [CertificateState.Superseded, CertificateState.Superseded, CertificateState.Superseded, CertificateState.Valid], issued.Select(c => c.StateAt(_academy.Clock.UtcNow())));
        // Each of them is still a page of its own.
        foreach (var certificate in issued)
        {
            Assert.Equal(HttpStatusCode.OK, (await learner.GetAsync($"/certificates/{certificate.Id}")).StatusCode);
        }
    }

    private static int Cycles(IHtmlDocument course) => course.QuerySelectorAll("section[aria-labelledby=cycles-title] li").Length;

    private Task<DateTime> LastEndAsync(Guid personId) =>
        _academy.ReadAsync(db => db.Set<Completion>().Where(c => c.PersonId == personId && c.CourseId == Course).MaxAsync(c => c.ValidUntilUtc!.Value));
}
