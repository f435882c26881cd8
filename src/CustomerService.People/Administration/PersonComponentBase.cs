using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;

namespace CustomerService.People.Administration;

/// <summary>Base of a component of the edit-person page: its own form, its own refusals.</summary>
public abstract class PersonComponentBase : ComponentBase
{
    [Parameter, EditorRequired] public PersonForChange Person { get; set; } = default!;

    [Inject] protected LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    protected Guid ActorId => Context.User.PersonId();

    protected CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>The error of this component's form.</summary>
    protected IList<string> Refusals { get; } = [];

    /// <summary>The person's name in the user's language.</summary>
    protected string Called => Person.Name.In(Formatter.Language);

    /// <summary>Redirects to the page with a success message, or stays on it with the refusal, at its field if the form has that.</summary>
    /// <param name="done">A key known to <see cref="EditPersonPage"/>.</param>
    protected void Finish(Result outcome, string done, EditContext? form = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Refusal is { } refusal)
        {
            if (form.Show(refusal, Formatter) is { } words)
            {
                Refusals.Add(words);
            }

            return;
        }

        Navigation.NavigateTo(PeopleRoutes.EditPerson(Person.Id) + "?done=" + done);
    }
}
