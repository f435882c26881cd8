using CustomerService.People.Accounts;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CustomerService.People.SecondFactor;

/// <summary>Base of a page or part with which somebody changes their own second factor.</summary>
public abstract class SecondFactorComponentBase : ComponentBase
{
    [Inject] protected LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    [Inject] private OneTimeSecretStore Secrets { get; set; } = default!;

    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    protected Guid PersonId => Context.User.PersonId();

    protected CancellationToken Cancellation => Context.RequestAborted;

    protected IList<string> Refusals { get; } = [];

    /// <summary>Shows the refusal, or leads to the new recovery codes if there are some, else to the page of two-step sign-in.</summary>
    protected void Finish(Result outcome, string done, string[]? codes = null, string? returnUrl = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Refusal is { } refusal)
        {
            Refusals.Add(refusal.In(Formatter));
            return;
        }

        if (codes is { Length: > 0 })
        {
            Secrets.Keep(Context, PersonId, string.Join(' ', codes));
            Navigation.NavigateTo(With(PeopleRoutes.RecoveryCodes, "returnUrl", returnUrl));
        }
        else
        {
            Navigation.NavigateTo(returnUrl is null ? With(PeopleRoutes.TwoStep, "done", done) : Ui.Preferences.PreferenceEndpoints.ReturnTo(returnUrl));
        }
    }

    protected static string With(string address, string name, string? value) => value is null ? address : QueryHelpers.AddQueryString(address, name, value);
}
