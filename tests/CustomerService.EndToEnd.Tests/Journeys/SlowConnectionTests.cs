using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>A quiz over a connection on which scripts come late and requests go silent.</summary>
public sealed class SlowConnectionTests(RunningAcademy academy)
{
    [Fact]
    public async Task An_answer_given_before_the_script_has_come_is_saved_when_it_comes()
    {
        var attempt = await StartAsync("journey.slow");
        await using var window = await academy.OpenAsync("journey.slow", Device.Phone, Language.Persian);
        var scriptMayCome = new TaskCompletionSource();
        await window.Page.RouteAsync("**/attempt*.js", async route =>
        {
            await scriptMayCome.Task;
            await route.ContinueAsync();
        });
        await window.GoAsync($"/attempts/{attempt}");
        await window.Page.Locator("[data-item] input[type=radio]").First.CheckAsync();
        scriptMayCome.SetResult();

        await window.Page.Locator("[data-item][data-answered=true]").First.WaitForAsync();
        Assert.Equal(1, await QuizSheet.AnsweredAsync(window.Page));
    }

    [Fact]
    public async Task An_answer_whose_request_went_silent_is_sent_again()
    {
        var attempt = await StartAsync("journey.silent");
        await using var window = await academy.OpenAsync("journey.silent", Device.Phone, Language.Persian);
        await window.Page.Clock.InstallAsync();
        var silent = new TaskCompletionSource();
        var sent = 0;
        await window.Page.RouteAsync("**/answers/**", async route =>
        {
            if (Interlocked.Increment(ref sent) > 1)
            {
                await route.ContinueAsync();
            }
            else
            {
                // Neither passed on nor refused.
                silent.SetResult();
            }
        });
        await window.GoAsync($"/attempts/{attempt}");
        await window.Page.Locator(".attempt[data-module-ready]").WaitForAsync();
        await window.Page.Locator("[data-item] input[type=radio]").First.CheckAsync();
        await silent.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await window.Page.Clock.FastForwardAsync("00:30");

        await window.Page.Locator("[data-item][data-answered=true]").First.WaitForAsync();
        Assert.Equal(1, await QuizSheet.AnsweredAsync(window.Page));
    }

    private async Task<Guid> StartAsync(string userName)
    {
        var learner = await academy.Learners.JoinAsync(userName, new PersonName("شکیبا", "راهی", "Shakiba", "Rahi"));
        await academy.Learners.ReadAsync(learner.Id, "C03");
        await academy.Learners.PlayAsync(learner.Id, "C03");
        return await academy.Learners.SitAsync(learner.Id, "C03", Language.Persian, answers: 0);
    }
}
