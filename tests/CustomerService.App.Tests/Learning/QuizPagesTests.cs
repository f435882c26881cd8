using System.Net;
using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Items.Matching;
using CustomerService.Catalogue.Items.MultipleChoice;
using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Academy = CustomerService.TestKit.Academy;

namespace CustomerService.App.Tests.Learning;

/// <summary>The quiz and course pages without JavaScript.</summary>
public sealed class QuizPagesTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_refused_answer_is_named_marked_and_not_counted()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var attempt = await _academy.StartQuizAsync(person, "C13");
        var drawn = (await _academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items.First(i => i.Item is ChoiceItem and not MultipleChoiceItem);
        var learner = await _academy.SignInAsync(person, Language.English);
        var address = $"/attempts/{attempt}";
        var page = await learner.OpenAsync(address);
        var answer = ResponseFields.Answer(drawn.Id);

        // Two answers to a single-choice item.
        var answered = await learner.SubmitAsync(page, "form.attempt", address, (answer, drawn.Order[0]), (answer, drawn.Order[1]), ("then", "hand-in"));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        var shown = await Visitor.ReadAsync(answered);
        var number = shown.QuerySelector($"[data-item='{drawn.Id}']")!.Id;
        Assert.Equal($"{address}#{number}", shown.QuerySelector(".notice-bad li a")!.GetAttribute("href"));
        Assert.Equal("is-refused", shown.QuerySelector($"[data-map='{drawn.Id}']")!.ClassName);
        Assert.StartsWith("0 of", shown.QuerySelector("[data-progress]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("false", shown.GetElementById(number!)!.GetAttribute("data-answered"));
    }

    [Fact]
    public async Task A_partly_filled_matching_is_incomplete_and_listed_before_handing_in()
    {
        var (attempt, drawn, person) = await WithMatchingAsync();
        var item = (MatchingItem)drawn.Item;
        var learner = await _academy.SignInAsync(person, Language.English);
        var address = $"/attempts/{attempt}";

        var saved = await learner.SubmitAsync(await learner.OpenAsync(address), "form.attempt", address, (ResponseFields.Match(drawn.Id, item.Pairs[0].Id), "1"), ("then", "hand-in"));

        var handIn = await learner.OpenAsync(saved.Headers.Location!.ToString());
        var number = (await _academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items.ToList().FindIndex(i => i.Id == drawn.Id) + 1;
        var listed = handIn.QuerySelector(".question-map a.is-incomplete")!;
        Assert.Equal($"{address}#q-{number}", listed.GetAttribute("href"));
        Assert.Contains($"{item.Pairs.Count - 1} place", listed.GetAttribute("title"), StringComparison.Ordinal);
        Assert.StartsWith("0 of", handIn.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Single(handIn.QuerySelectorAll($".question-map a[href$='#q-{number}']"));
        var page = await learner.OpenAsync(address);
        Assert.Contains("incomplete", page.QuerySelector($"#q-{number} [data-status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("is-incomplete", page.QuerySelector($"[data-map='{drawn.Id}']")!.ClassName);
        Assert.StartsWith("0 of", page.QuerySelector("[data-progress]")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>An attempt whose draw has a matching: most of this course do.</summary>
    private async Task<(Guid Attempt, DrawnItem Drawn, TestPerson Person)> WithMatchingAsync()
    {
        while (true)
        {
            var person = await _academy.AddPersonAsync(Audience.Manager);
            var attempt = await _academy.StartQuizAsync(person, "C06");
            if ((await _academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items.FirstOrDefault(i => i.Item is MatchingItem) is { } drawn)
            {
                return (attempt, drawn, person);
            }
        }
    }

    [Fact]
    public async Task While_a_retake_must_wait_the_course_says_until_when_and_leads_to_the_last_result()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var attempt = await _academy.SitAsync(person, "C13", right: false);
        var learner = await _academy.SignInAsync(person, Language.English);

        foreach (var address in (string[])["/courses/C13", "/courses/C13/quiz"])
        {
            var page = await learner.OpenAsync(address);
            Assert.Contains("next attempt", page.QuerySelector(".notice-title")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector($".notice a[href='/attempts/{attempt}/result']"));
        }

        Assert.Contains("next attempt from", (await learner.OpenAsync("/courses/C13")).QuerySelector(".steps > li:last-child")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_and_the_course_open_the_certificate_itself()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var attempt = await _academy.SitAsync(person, "C13");
        var learner = await _academy.SignInAsync(person, Language.English);

        foreach (var address in (string[])["/courses/C13", $"/attempts/{attempt}/result"])
        {
            var link = (await learner.OpenAsync(address)).QuerySelectorAll("main a.button").First(a => a.TextContent == "Open the certificate").GetAttribute("href")!;
            var reply = await learner.GetAsync(link);
            Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
            Assert.Matches("^/certificates/[0-9a-f-]{36}$", reply.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Minutes_of_a_course_add_up_to_what_its_card_says()
    {
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Customer), Language.English);
        var card = (await learner.OpenAsync("/learning")).QuerySelector(".continue .card-meta")!.TextContent;
        var course = await learner.OpenAsync("/courses/C13");

        var whole = course.QuerySelectorAll("aside dt").Single(t => t.TextContent == "Length (credited training time)").NextElementSibling!.TextContent.Trim();
        Assert.Contains($"{whole} left, and the final quiz", card, StringComparison.Ordinal);
        Assert.Contains($"{whole} left, and the final quiz", course.QuerySelector(".continue")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_course_is_shown_once_and_nothing_is_called_work_or_duty_to_a_customer()
    {
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Customer), Language.English);

        var home = await learner.OpenAsync("/learning");
        var course = await learner.OpenAsync("/courses/C13");
        var lesson = await learner.OpenAsync("/courses/C13/lessons/L1");

        Assert.NotNull(home.QuerySelector(".continue [href^='/courses/C13'], .continue [action^='/courses/C13']"));
        Assert.DoesNotContain(home.QuerySelectorAll(".cards a[href^='/courses/C13']"), a => a.Closest("[aria-labelledby=paths-title]") is null);
        Assert.DoesNotContain("equired", home.QuerySelector("main")!.TextContent + course.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("This week", lesson.QuerySelector("#at-work h2")!.TextContent.Trim());
        var staff = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline), Language.English);
        Assert.Equal("At work this week", (await staff.OpenAsync("/courses/C01/lessons/L1")).QuerySelector("#at-work h2")!.TextContent.Trim());
        Assert.Contains("Required", (await staff.OpenAsync("/learning")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_missing_lessons_the_first_are_named_and_the_rest_counted()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var learner = await _academy.SignInAsync(person, Language.English);
        await using var scope = _academy.Services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<StartCourse>().RunAsync(person.Id, "C13")).Succeeded);

        var rule = (await learner.OpenAsync("/courses/C13")).QuerySelector(".rules li ul")!;

        Assert.Equal(["L1", "L2", "L3"], rule.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!.Split('/')[^1]));
        Assert.Equal("and 1 more lesson", rule.LastElementChild!.TextContent);
    }

    [Fact]
    public async Task An_answer_with_a_right_tick_is_never_called_wrong_and_why_it_brought_nothing_is_said()
    {
        var course = (await _academy.Services.GetRequiredService<CourseCatalogue>().CurrentAsync("C13", TestContext.Current.CancellationToken))!.Course;
        var (lesson, item) = course.Lessons.SelectMany(l => l.Practice.OfType<MultipleChoiceItem>().Select(i => (l, i))).First();
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Customer), Language.English);
        var address = $"/courses/C13/lessons/{lesson.Id}";
        var page = await learner.OpenAsync(address);
        var answer = ResponseFields.Answer(item.Id);

        var shown = await Visitor.ReadAsync(await learner.SubmitAsync(page, $"#p-{item.Id}", address,
            (answer, item.Options.First(o => o.Key).Id), (answer, item.Options.First(o => !o.Key).Id)));

        var feedback = shown.QuerySelector($"#p-{item.Id} .feedback")!;
        Assert.Contains("feedback-partial", feedback.ClassList);
        Assert.Contains("Each wrong tick took back a right one.", feedback.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_record_is_not_offered_for_printing()
    {
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Customer));
        var page = await learner.OpenAsync("/record");

        Assert.Equal("سوابق آموزشی", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector("[data-module*='print.js']"));
    }
}
