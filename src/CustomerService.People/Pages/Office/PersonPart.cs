using CustomerService.People.Administration;
using CustomerService.Platform;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CustomerService.People.Pages.Office;

/// <summary>A part of the page that changes a person: its own form, its own refusals.</summary>
public abstract class PersonPart : ComponentBase
{
    [Parameter, EditorRequired] public PersonForChange Person { get; set; } = default!;

    [Inject] protected Reader Reader { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    protected Guid ActorId => Context.User.PersonId();

    protected CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>What went wrong with this part's form.</summary>
    protected IList<string> Refusals { get; } = [];

    /// <summary>Back to the page with the good news, or on it with the refusal.</summary>
    protected void Finish(Result outcome, string done)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Refusal is { } refusal)
        {
            Refusals.Add(refusal.In(Reader));
            return;
        }

        Navigation.NavigateTo($"/office/people/{Person.Id:D}/edit?done={done}");
    }
}
