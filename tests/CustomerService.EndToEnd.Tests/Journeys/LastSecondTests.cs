using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.EndToEnd.Tests.Journeys;

public sealed class LastSecondTests(RunningAcademy academy)
{
    [Fact]
    public async Task What_was_typed_just_before_the_page_is_left_is_kept_and_time_at_work_is_counted()
    {
        var learner = await academy.Learners.JoinAsync("journey.second", new PersonName("شتابان", "", "Shetaban", ""));
        await academy.Learners.ReadAsync(learner.Id, "C03");
        await academy.Learners.PlayAsync(learner.Id, "C03");
        var attempt = await academy.Learners.SitAsync(learner.Id, "C03", Language.Persian, answers: 0);
        // Each level of an outcome that asks for typing draws from few items: most forms have one. Without one, another learner's has.
        for (var i = 0; i < 8 && !(await academy.Learners.FormAsync(attempt)).Items.Any(IsTyped); i++)
        {
            learner = await academy.Learners.JoinAsync($"journey.second{i}", new PersonName("شتابان", $"{i}"));
            await academy.Learners.ReadAsync(learner.Id, "C03");
            attempt = await academy.Learners.SitAsync(learner.Id, "C03", Language.Persian, answers: 0);
        }

        var drawn = (await academy.Learners.FormAsync(attempt)).Items.First(IsTyped);
        await using var window = await academy.OpenAsync(learner.UserName, Device.Desktop, Language.Persian);
        await window.GoAsync($"/attempts/{attempt}");
        await window.Page.WaitForTimeoutAsync(1500);
        var field = window.Page.Locator($"[name='{ResponseFields.Answer(drawn.Id)}']");
        await field.PressSequentiallyAsync("42");
        // No leaving of the field and no pause: the page is gone before the script's pause for typing is over.
        await window.Page.EvaluateAsync("() => { location.href = '/glossary'; }");
        await window.Page.WaitForURLAsync(url => url.EndsWith("/glossary", StringComparison.Ordinal));

        await EventuallyAsync(async () => (await academy.Learners.ReadDbAsync(db => db.Set<AttemptAnswer>().Where(a => a.AttemptId == attempt && a.ItemId == drawn.Id)
            .Select(a => a.Response).FirstOrDefaultAsync()))?.Contains("42", StringComparison.Ordinal) == true);
        await EventuallyAsync(async () => await academy.Learners.ReadDbAsync(db => db.Set<ActiveDay>()
            .AnyAsync(d => d.Seconds > 0 && db.Set<QuizAttempt>().Any(a => a.Id == attempt && a.EnrolmentId == d.EnrolmentId))));
    }

    private static bool IsTyped(DrawnItem drawn) => drawn.Item is NumericItem or ShortAnswerItem;

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("It never came.");
    }
}
