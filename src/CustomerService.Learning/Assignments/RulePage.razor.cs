using CustomerService.Learning.Rules;
using CustomerService.Learning.Shared;
using CustomerService.Learning.Text;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace CustomerService.Learning.Assignments;

/// <summary>A rule of assignment: what is typed is previewed, and what was previewed is saved.</summary>
public sealed partial class RulePage
{
    private IReadOnlyList<string?> _refusals = [];
    private EditContext _form = default!;
    private AssignmentRule? _rule;
    private RuleChoices? _choices;
    private RulePreview? _preview;
    private RuleTerms? _terms;
    private Guid _actor;
    private string? _refusal;
    private bool _isBusy;

    /// <summary>The rule that is changed; null: a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    /// <summary>Ids of people whom a new rule is for, separated by commas.</summary>
    [SupplyParameterFromQuery(Name = "people")] private string? People { get; set; }

    [SupplyParameterFromQuery(Name = "organisation")] private string? Organisation { get; set; }

    [SupplyParameterFromQuery(Name = "unit")] private string? Unit { get; set; }

    [SupplyParameterFromQuery(Name = "audience")] private string? Audience { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private RuleForm Rule { get; set; } = new();

    private bool IsEnded => _rule is { State: RuleState.Ended };

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.PersonId();
        if (Id is { } id)
        {
            var (found, people) = (await View.OneAsync(_actor, id), await View.PeopleOfAsync(_actor, id));
            (_rule, _refusal) = (found.Value, (found.Refusal ?? people.Refusal)?.In(Formatter));
            Rule = _rule is null ? new() : RuleForm.Of(_rule, people.Value ?? []);
        }
        else if (People is not null || Organisation is not null || Unit is not null || Audience is not null)
        {
            var people = await View.PeopleAsync(_actor, [.. (People ?? "").Split(',').Select(QueryValues.ReadId).OfType<Guid>()]);
            _refusal = people.Refusal?.In(Formatter);
            Rule = RuleForm.For(people.Value ?? [], QueryValues.ReadId(Organisation), QueryValues.ReadId(Unit), QueryValues.Read<Audience>(Audience));
        }

        var choices = await View.ChoicesAsync(_actor);
        _refusal ??= choices.Refusal?.In(Formatter);
        _form = new(Rule);
        // What was previewed is what is saved.
        _form.OnFieldChanged += (_, _) => _preview = null;
        _choices = choices.Value;
    }

    private Task PreviewAsync() => DoAsync(async () =>
    {
        var terms = Rule.Read();
        var preview = await Preview.RunAsync(_actor, Id, terms, KeysetCursor.Start);
        (_terms, _preview, _refusals) = (terms, preview.Value, preview.Refusal is { } refused ? [refused.In(Formatter)] : []);
    });

    private Task PageAsync(KeysetCursor page) => DoAsync(async () => _preview = (await Preview.RunAsync(_actor, Id, _terms, page)).Value);

    private Task SaveAsync(bool activate) => DoAsync(async () =>
    {
        var saved = await Save.RunAsync(_actor, Id, _terms!, activate);
        if (saved.Refusal is { } refused)
        {
            (_refusals, _preview) = ([refused.In(Formatter)], null);
            return;
        }

        Leave(activate ? AssignmentText.SavedActive : AssignmentText.Saved);
    });

    private void End(string? refusal)
    {
        if (refusal is not null)
        {
            _refusals = [refusal];
            return;
        }

        Leave(AssignmentText.Ended);
    }

    private void Leave(string done)
    {
        _form.MarkAsUnmodified();
        Snackbar.Add(done, Severity.Success);
        Navigation.NavigateTo(LearningRoutes.Rules);
    }

    /// <summary>One act at a time.</summary>
    private async Task DoAsync(Func<Task> act)
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await act();
        }
        finally
        {
            _isBusy = false;
        }
    }

    [Inject] private ViewRules View { get; set; } = default!;

    [Inject] private PreviewRule Preview { get; set; } = default!;

    [Inject] private SaveRule Save { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;
}
