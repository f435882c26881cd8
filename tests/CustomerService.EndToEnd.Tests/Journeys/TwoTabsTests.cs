using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.EndToEnd.Tests.Journeys;

public sealed class TwoTabsTests(RunningAcademy academy)
{
    [Fact]
    public async Task Answers_of_both_tabs_are_kept_and_a_handed_in_quiz_is_closed_in_both()
    {
        var learner = await academy.Learners.JoinAsync("journey.tabs", new PersonName("مهرداد", "دوپنجره", "Mehrdad", "Dopanjareh"));
        await academy.Learners.ReadAsync(learner.Id, "C03");
        await academy.Learners.PlayAsync(learner.Id, "C03");
        var attemptId = await academy.Learners.SitAsync(learner.Id, "C03", Language.Persian, answers: 0);
        var items = (await academy.Learners.FormAsync(attemptId)).Items;

        await using var window = await academy.OpenAsync(learner.UserName, Device.Desktop, Language.Persian);
        var first = window.Page;
        var second = await window.Context.NewPageAsync();
        await first.GotoAsync($"/attempts/{attemptId}");
        await second.GotoAsync($"/attempts/{attemptId}");
        await QuizSheet.AnswerAsync(first, items[0]);
        await QuizSheet.SavedAsync(first, items[0]);
        await QuizSheet.AnswerAsync(second, items[1]);
        await QuizSheet.SavedAsync(second, items[1]);

        await first.ReloadAsync();
        Assert.Equal(2, await QuizSheet.AnsweredAsync(first));

        await QuizSheet.HandInAsync(first);
        // The first touch already leads to the result, and may take the rest of the answer away with the page.
        var result = second.WaitForURLAsync(url => url.EndsWith("/result", StringComparison.Ordinal));
        await Task.WhenAny(result, QuizSheet.AnswerAsync(second, items[2]));
        await result;
    }
}
