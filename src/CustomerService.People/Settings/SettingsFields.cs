using CustomerService.People.Text;
using CustomerService.Platform.Settings;
using Microsoft.AspNetCore.Components;

namespace CustomerService.People.Settings;

/// <summary>The inputs of a section: within the form, without its frame.</summary>
public abstract class SettingsFields<TModel> : ComponentBase
    where TModel : SettingsModel
{
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = default!;

    protected TModel Model => (TModel)Draft.Model;

    /// <summary>Whether the operator sets this value; the input is then disabled.</summary>
    protected bool IsLocked(SettingsKey key) => Draft.View.SetByOperator.Contains(key.Name);

    /// <summary>The hint of an input, or that the operator sets the value.</summary>
    protected string? Hint(SettingsKey key, string? hint = null) => IsLocked(key) ? SettingsText.ByOperator : hint;
}
