using System.Net;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Learning;

public sealed class LessonPagesTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task Following_a_link_to_a_lesson_shows_it_and_enrols_nobody_until_it_is_finished()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var learner = await _academy.SignInAsync(person);
        const string Address = "/courses/C13/lessons/L1";

        var page = await learner.OpenAsync(Address);
        Assert.NotNull(page.QuerySelector("article.lesson-text h1"));
        Assert.Equal(0, await EnrolmentsAsync());

        var finished = await learner.SubmitAsync(page, "form#at-work", Address);
        Assert.Equal(HttpStatusCode.Redirect, finished.StatusCode);
        Assert.Equal(1, await EnrolmentsAsync());

        Task<int> EnrolmentsAsync() => _academy.ReadAsync(db => db.Set<Enrolment>().CountAsync(e => e.PersonId == person.Id));
    }

    [Theory]
    [InlineData("/learning")]
    [InlineData("/courses/C13")]
    public async Task Starting_a_course_enrols_and_goes_on_to_its_first_lesson(string address)
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var learner = await _academy.SignInAsync(person);

        var started = await learner.SubmitAsync(await learner.OpenAsync(address), "form[action='/courses/C13']", "/courses/C13");

        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        Assert.EndsWith("/courses/C13/lessons/L1", started.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(1, await _academy.ReadAsync(db => db.Set<Enrolment>().CountAsync(e => e.PersonId == person.Id)));
        Assert.NotNull((await learner.OpenAsync("/courses/C13")).QuerySelector("a[href='/courses/C13/lessons/L1'].button"));
    }

    [Fact]
    public async Task A_plan_is_as_long_as_the_browser_counts_it()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var learner = await _academy.SignInAsync(person);
        const string Address = "/courses/C13/lessons/L1";
        // 1000 characters for the browser, which posts each line break as two (CRLF).
        var lines = Enumerable.Repeat(new string('x', 99), 9).Append(new string('x', 100)).ToArray();

        var tooLong = await learner.SubmitAsync(await learner.OpenAsync(Address), "form#at-work", Address, ("Plan", string.Join("\r\n", lines) + "x"));
        Assert.NotNull((await Visitor.ReadAsync(tooLong)).QuerySelector("#plan-error"));
        var saved = await learner.SubmitAsync(await learner.OpenAsync(Address), "form#at-work", Address, ("Plan", string.Join("\r\n", lines)));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(string.Join('\n', lines), await _academy.ReadAsync(db => db.Set<LessonProgress>()
            .Where(p => db.Set<Enrolment>().Any(e => e.Id == p.EnrolmentId && e.PersonId == person.Id)).Select(p => p.AtWorkPlan).SingleAsync()));
    }
}
