using CustomerService.Learning.Rules;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The quiz page under a learner's fingers.</summary>
internal static class QuizSheet
{
    /// <summary>Gives the right answer to a question, whatever its type.</summary>
    public static async Task AnswerAsync(IPage page, DrawnItem drawn)
    {
        foreach (var (field, value) in Learners.Fields(drawn))
        {
            var inputs = page.Locator($"[name='{field}']");
            switch (await inputs.First.EvaluateAsync<string>("e => e.tagName === 'SELECT' ? 'select' : e.type"))
            {
                case "select":
                    await inputs.First.SelectOptionAsync(value);
                    break;
                case "radio" or "checkbox":
                    await page.Locator($"[name='{field}'][value='{value}']").CheckAsync();
                    break;
                default:
                    await inputs.First.FillAsync(value);
                    await inputs.First.BlurAsync();
                    break;
            }
        }
    }

    /// <summary>Waits until the page says that the answer is on the server.</summary>
    public static Task SavedAsync(IPage page, DrawnItem drawn) =>
        page.WaitForFunctionAsync("id => document.querySelector(`[data-item='${id}']`).dataset.answered === 'true'", drawn.Id);

    public static Task<int> AnsweredAsync(IPage page) => page.Locator("[data-item][data-answered=true]").CountAsync();

    /// <summary>Goes by the page that asks once more, to the result.</summary>
    public static async Task HandInAsync(IPage page)
    {
        await page.Locator("button[value=hand-in]").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/hand-in", StringComparison.Ordinal));
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/result", StringComparison.Ordinal));
    }
}
