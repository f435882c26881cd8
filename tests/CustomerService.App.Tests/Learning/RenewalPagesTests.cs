using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Certificates;
using CustomerService.App.Tests.Rendering;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Validities;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Academy = CustomerService.TestKit.Academy;

namespace CustomerService.App.Tests.Learning;

/// <summary>An academy whose clock is moved through the years. It is without the services that look every few seconds or hours: a fake clock would wake each of them millions of
/// times on the way.</summary>
public sealed class YearsAcademy() : AcademyFixture(new Academy().Configure(WithoutLooks))
{
    private static void WithoutLooks(IServiceCollection services)
    {
        foreach (var look in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType is { } type
            && type != typeof(OutboxDispatcher) && type.Namespace!.StartsWith("CustomerService.", StringComparison.Ordinal)).ToList())
        {
            services.Remove(look);
        }
    }
}

/// <summary>A course that counts for a year, over three of them: what its learner sees and does.</summary>
public sealed class RenewalPagesTests(YearsAcademy years) : IClassFixture<YearsAcademy>
{
    private const string Yearly = "C11";
    private const string RenewForm = "form:has(input[name=_handler][value=renew])";

    private readonly Academy _academy = years.Academy;

    [Fact]
    public async Task A_course_is_renewed_over_three_cycles_and_everything_earned_stays_in_sight()
    {
        var person = await _academy.AddPersonAsync(Audience.Agent);
        await _academy.SitAsync(person, Yearly);
        var learner = await _academy.SignInAsync(person, Language.English);
        var fresh = await learner.OpenAsync("/learning");
        Assert.Null(fresh.QuerySelector(RenewForm));
        Assert.Contains("Valid until", fresh.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("You can renew it from", (await learner.OpenAsync($"/courses/{Yearly}")).Body!.TextContent, StringComparison.Ordinal);

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
            Assert.Equal(cycle, await _academy.ReadAsync(db => db.Set<Enrolment>().CountAsync(e => e.PersonId == person.Id && e.CourseId == Yearly)));

            // The renewal begins at nothing; what was earned is still there, on the course, on the page of all courses and on the record.
            var course = await learner.OpenAsync($"/courses/{Yearly}");
            Assert.Contains("You are renewing this course.", course.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(cycle - 1, Cycles(course));
            Assert.Contains("Completed on", (await learner.OpenAsync("/learning")).Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(cycle - 1, (await learner.OpenAsync("/record")).QuerySelectorAll("tbody tr").Length);

            await _academy.SitAsync(person, Yearly);
            Assert.Equal(cycle, Cycles(await learner.OpenAsync($"/courses/{Yearly}")));
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

    [Fact]
    public async Task Human_resources_see_whom_a_revision_concerns_let_older_completions_end_and_the_people_are_told()
    {
        const string revised = "C05";
        var hr = await _academy.AddPersonAsync(Audience.Manager, role: Role.HumanResources);
        var (person, other) = (await _academy.AddPersonAsync(Audience.Manager), await _academy.AddPersonAsync(Audience.Manager));
        await _academy.CompleteAsync(person.Id, revised);
        var catalogue = _academy.Services.GetRequiredService<CourseCatalogue>();
        var current = (await catalogue.CurrentAsync(revised))!;
        var id = Guid.CreateVersion7();
        var content = await _academy.ReadAsync(db => db.Set<CourseRevision>().Where(r => r.Id == current.RevisionId).Select(r => r.Content).SingleAsync());
        await _academy.DoAsync(db =>
        {
            db.Add(new CourseRevision(id, revised, current.Number + 1, id.ToString("N"), content, _academy.Clock.UtcNow()));
            db.Find<CourseCurrent>(revised)!.PointTo(id);
        });
        catalogue.Refresh();
        await _academy.CompleteAsync(other.Id, revised);
        var day = CivilCalendar.Tehran.DayOf(_academy.Clock.UtcNow()).AddDays(30);

        await using var page = OfficeCircuit.Open<ValidityPage>(_academy, hr, language: Language.English, address: $"/office/validity?course={revised}");
        Assert.Equal(["1", "1"], page.All("tbody td.number").Select(c => c.TextContent));
        // Without a day it asks for one; an earlier one cannot be chosen.
        await page.SendAsync("form[data-form=expire]");
        Assert.Contains("Choose the day", page.Find(".notice").TextContent, StringComparison.Ordinal);
        await page.FillAsync(("Expiry.Day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        await page.SendAsync("form[data-form=expire]");
        Assert.Contains("It concerns 1 person", page.Find(".notice").TextContent, StringComparison.Ordinal);
        // A decision without a reason is refused, and what was chosen stays.
        await page.PressAndConfirmAsync("button.button-danger");
        Assert.Contains("Write a reason", page.Find(".notice-bad, [role=alert]").TextContent, StringComparison.Ordinal);
        await page.FillAsync(("Expiry.Reason", "The law on returns has changed."));
        Assert.Contains("1 person", await page.PressAndConfirmAsync("button.button-danger"), StringComparison.Ordinal);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await _academy.ReadAsync(db => db.Set<RevisionExpiry>().AnyAsync(e => e.CourseId == revised && e.FinishedAtUtc != null && e.Done == 1)))
        {
            await Task.Delay(20, limit.Token);
        }

        var learner = await _academy.SignInAsync(person, Language.English);
        Assert.Contains("was revised: renew it by", (await learner.OpenAsync("/inbox")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await learner.OpenAsync("/learning")).QuerySelector(RenewForm));
        Assert.DoesNotContain("was revised", (await (await _academy.SignInAsync(other, Language.English)).OpenAsync("/inbox")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static int Cycles(IHtmlDocument course) => course.QuerySelectorAll("section[aria-labelledby=cycles-title] li").Length;

    private Task<DateTime> LastEndAsync(Guid personId) =>
        _academy.ReadAsync(db => db.Set<Completion>().Where(c => c.PersonId == personId && c.CourseId == Yearly).MaxAsync(c => c.ValidUntilUtc!.Value));
}
