using CustomerService.People.Administration;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace CustomerService.People.SignOn;

/// <summary>Base of a part that answers a request. Answered, the list of requests says so.</summary>
public abstract class SignOnRequestComponentBase : ComponentBase
{
    [Parameter, EditorRequired] public SignOnRequestView View { get; set; } = default!;

    [Inject] protected AnswerSignOnRequest Answer { get; private set; } = default!;

    [Inject] protected LocalizedFormatter Formatter { get; private set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>Why the answer was refused, where no field says it.</summary>
    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    protected bool IsBusy { get; private set; }

    /// <param name="answer">Gets the user's id.</param>
    /// <param name="done">The short message.</param>
    protected async Task AnswerAsync(Func<Guid, Task<Result>> answer, string done, EditContext? form = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (IsBusy)
        {
            return;
        }

        (IsBusy, Refusals) = (true, []);
        try
        {
            if ((await answer((await Authentication).User.PersonId())).Refusal is { } refusal)
            {
                Refusals = form.Show(refusal, Formatter) is { } words ? [words] : [];
                return;
            }
        }
        finally
        {
            IsBusy = false;
        }

        form?.MarkAsUnmodified();
        Snackbar.Add(done, Severity.Success);
        Navigation.NavigateTo(PeopleRoutes.SignOnRequests);
    }
}
