using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace CustomerService.Components.Tests.Office;

/// <summary>The dialog that asks for a reason before an act.</summary>
public sealed class ReasonPromptTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(Language.Persian, "و ۲ نفر دیگر", "دلیل را در چند کلمه بنویسید."), InlineData(Language.English, "and 2 others", "Write why, in a few words.")]
    public async Task Says_what_happens_and_to_whom_and_takes_no_empty_reason(Language language, string others, string missing)
    {
        await using var reading = new OfficeReading(language);
        var (dialogs, answer) = await AskAsync(reading);
        Assert.Contains("It cannot be undone.", dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(["P1", "P2", "P3", "P4", "P5", others], dialogs.FindAll(".reason-concerned li").Select(e => e.TextContent.Replace('\u00A0', ' ')));

        await dialogs.Find("textarea").InputAsync("   ");
        await dialogs.Find(".button-danger-full").ClickAsync(new MouseEventArgs());
        Assert.Contains(missing, dialogs.Find("#reason-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("reason-error", dialogs.Find("textarea").GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);

        await dialogs.Find("textarea").InputAsync("  Issued twice ");
        await dialogs.Find(".button-danger-full").ClickAsync(new MouseEventArgs());
        Assert.Equal("Issued twice", await answer.WaitAsync(AtMost));
    }

    [Fact]
    public async Task Giving_up_answers_nothing()
    {
        await using var reading = new OfficeReading();
        var (dialogs, answer) = await AskAsync(reading);

        await dialogs.Find("textarea").InputAsync("A reason");
        await dialogs.Find(".button-second").ClickAsync(new MouseEventArgs());

        Assert.Null(await answer.WaitAsync(AtMost));
    }

    private static async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task<string?> Answer)> AskAsync(OfficeReading reading)
    {
        reading.Popovers();
        var dialogs = reading.Dialogs();
        var prompt = reading.Context.Services.GetRequiredService<ReasonPrompt>();
        Task<string?> answer = null!;
        await dialogs.InvokeAsync(() =>
        {
            answer = prompt.AskAsync(new("Revoke?", "It cannot be undone.", "Revoke") { Concerned = ["P1", "P2", "P3", "P4", "P5", "P6", "P7"], IsDangerous = true });
        });
        dialogs.WaitForElement("textarea", AtMost);
        return (dialogs, answer);
    }
}
