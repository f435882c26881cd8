using CustomerService.Catalogue.Items.Numeric;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>A browser with JavaScript switched off: from signing in to a handed-in quiz.</summary>
public sealed class WithoutScriptTests(RunningAcademy academy)
{
    [Fact]
    public async Task A_learner_reads_practises_and_takes_the_quiz()
    {
        var learner = await academy.Learners.JoinAsync("journey.plain", new PersonName("یلدا", "ساده‌دل", "Yalda", "Sadehdel"));
        await academy.Learners.ReadAsync(learner.Id, "C03", leaving: 1);
        await academy.Learners.PlayAsync(learner.Id, "C03");
        var lesson = (await academy.Learners.CourseAsync("C03")).Lessons[^1];

        await using var window = await academy.VisitAsync(Device.Phone, Language.Persian, script: false);
        var page = window.Page;
        await window.SignInAsync(learner.UserName, academy.Learners.PasswordOf(learner.UserName));
        await page.GotoAsync($"/courses/C03/lessons/{lesson.Id}");

        var practice = lesson.Practice.OfType<NumericItem>().First();
        await QuizSheet.AnswerAsync(page, QuizDraw.ForPractice(practice, 0));
        await page.Locator($"#p-{practice.Id} button").ClickAsync();
        await page.Locator($"#p-{practice.Id} .feedback-correct").WaitForAsync();

        await academy.Learners.PractiseAsync(learner.Id, "C03", lesson);
        await page.Locator("#at-work button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/lessons/", StringComparison.Ordinal));
        await page.GotoAsync("/courses/C03/quiz");
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/attempts/", StringComparison.Ordinal));
        var attemptId = Guid.Parse(new Uri(page.Url).Segments[2].TrimEnd('/'));
        var items = (await academy.Learners.FormAsync(attemptId)).Items;
        foreach (var drawn in items.Take(5))
        {
            await QuizSheet.AnswerAsync(page, drawn);
        }

        await page.Locator("button[value=stay]").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("saved=1", StringComparison.Ordinal));
        Assert.Equal(5, await QuizSheet.AnsweredAsync(page));
        await page.GotoAsync($"/attempts/{attemptId}");
        Assert.Equal(5, await QuizSheet.AnsweredAsync(page));

        foreach (var drawn in items.Skip(5))
        {
            await QuizSheet.AnswerAsync(page, drawn);
        }

        await QuizSheet.HandInAsync(page);
        Assert.True(await page.Locator(".result-passed").CountAsync() > 0);
        var certificate = await academy.Learners.NewestCertificateAsync(learner.Id, "C03");
        await page.GotoAsync($"/certificates/{certificate.Id}");
        Assert.True(await page.Locator("section.certificate").IsVisibleAsync());
    }
}
