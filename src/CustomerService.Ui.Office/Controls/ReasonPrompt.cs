using MudBlazor;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Asks for confirmation with a reason, in a dialog.</summary>
public sealed class ReasonPrompt(IDialogService dialogs)
{
    // A press beside the dialog would lose what was typed.
    private static readonly DialogOptions Options = new() { BackdropClick = false, CloseOnEscapeKey = true, FullWidth = true, MaxWidth = MaxWidth.Small, DefaultFocus = DefaultFocus.FirstChild };

    /// <summary>The reason, trimmed and never empty; null if the act was given up.</summary>
    public async Task<string?> AskAsync(ReasonQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var dialog = await dialogs.ShowAsync<ReasonDialog>(question.Title, new DialogParameters<ReasonDialog> { { d => d.Question, question } }, Options);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
