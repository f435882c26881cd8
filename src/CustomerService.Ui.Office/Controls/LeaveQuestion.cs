using CustomerService.Ui.Office.Text;
using MudBlazor;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Asks whether to leave a page with something unsaved; once, however many forms of the page ask.</summary>
public sealed class LeaveQuestion(IDialogService dialogs)
{
    private Task<bool>? _asking;

    /// <returns>Whether to leave.</returns>
    public Task<bool> AskAsync() => _asking is { IsCompleted: false } asking ? asking : _asking = AskOnceAsync();

    private async Task<bool> AskOnceAsync() =>
        await dialogs.ShowMessageBoxAsync(PartsText.LeaveTitle, PartsText.LeaveText, PartsText.LeaveYes, cancelText: PartsText.LeaveStay) == true;
}
