using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using CustomerService.Ui.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace CustomerService.People.Administration;

/// <summary>Base of a part of the edit-person page: its own form, its own refusals.</summary>
public abstract class PersonComponentBase : ComponentBase
{
    [Parameter, EditorRequired] public PersonForChange Person { get; set; } = default!;

    /// <summary>The person has been changed, or is not as the part shows: the page reads again.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] protected LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>Why the last act was refused, where no field says it.</summary>
    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>An act runs: another one waits for the reader.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>The person's name in the user's language.</summary>
    protected string Called => Person.Name.In(Formatter.Language);

    /// <summary>Asks before an act that takes something away.</summary>
    protected async Task<bool> ConfirmAsync(string title, string question, string yes) =>
        await Dialogs.ShowMessageBoxAsync(title, question, yes, cancelText: UiText.Cancel) == true;

    /// <summary>Runs an act of the user, once however often it is asked for. Done, a short message says so and the page reads the person again; refused,
    /// the part shows why, at its field if the form has that, and keeps what was typed.</summary>
    /// <param name="act">Gets the user's id.</param>
    /// <param name="done">The message.</param>
    /// <returns>Why it was refused; null if it was done.</returns>
    protected Task<Refusal?> ActAsync(Func<Guid, Task<Result>> act, string done, EditContext? form = null) => ActAsync(act, () => done, form);

    /// <inheritdoc cref="ActAsync(Func{Guid, Task{Result}}, string, EditContext?)"/>
    /// <param name="done">The message, which depends on the outcome.</param>
    protected async Task<Refusal?> ActAsync(Func<Guid, Task<Result>> act, Func<string> done, EditContext? form = null)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(done);
        if (IsBusy)
        {
            return new NotAllowed();
        }

        (IsBusy, Refusals) = (true, []);
        // What follows is rendered when it is there, also where the database answers at once: the page shows that it is busy, and a part sees
        // what the page has read again before it goes on.
        await Task.Yield();
        try
        {
            var outcome = await act((await Authentication).User.PersonId());
            if (outcome.Refusal is { } refusal)
            {
                if (refusal is not StaleRecord && form.Show(refusal, Formatter) is { } words)
                {
                    Refusals = [words];
                }

                return refusal;
            }
        }
        finally
        {
            IsBusy = false;
        }

        form?.MarkAsUnmodified();
        Snackbar.Add(done(), Severity.Success);
        await OnChanged.InvokeAsync();
        return null;
    }
}
