using CustomerService.People.Text;
using MudBlazor;

namespace CustomerService.People.Accounts;

/// <summary>Shows user name and password once, in a dialog, to whoever hands them over. They are in no address, cookie or log.</summary>
public sealed class Handover(IDialogService dialogs)
{
    // Neither a press beside the dialog nor Escape: what it shows cannot be shown again.
    private static readonly DialogOptions Options = new() { BackdropClick = false, CloseOnEscapeKey = false, FullWidth = true, MaxWidth = MaxWidth.Small };

    /// <summary>Completes when the dialog has been closed.</summary>
    public async Task ShowAsync(string userName, string password)
    {
        var dialog = await dialogs.ShowAsync<HandoverDialog>(PeopleText.InitialPasswordTitle, new DialogParameters<HandoverDialog> { { d => d.UserName, userName }, { d => d.Password, password } }, Options);
        await dialog.Result;
    }
}
