using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.Ui.Controls;

/// <summary>
/// A labelled input: label, hint and error are associated with it for screen readers. Works with <c>@bind-Value</c> in plain
/// static forms; unknown attributes go to the input itself.
/// </summary>
public abstract class FieldInput<TValue> : InputBase<TValue>
{
    private readonly string _fallbackId = "f" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What to enter, if the label does not say so.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>What is wrong and how to fix it; if null, the edit context's first message for the field is shown.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Marks the field as optional. Fields are required by default.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>Id of the input; derived from the form name by default.</summary>
    protected string InputId => Attribute("id") ?? (string.IsNullOrEmpty(FormName) ? _fallbackId : FormName.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal));

    /// <summary>Form name of the value.</summary>
    protected string FormName => Attribute("name") ?? NameAttributeValue;

    /// <summary>The error to show, or null.</summary>
    protected virtual string? Message => Error ?? EditContext?.GetValidationMessages(FieldIdentifier).FirstOrDefault();

    protected string? DescribedBy => Field.DescribedBy(InputId, Hint, Message);

    protected string? Invalid => Message is null ? null : "true";

    protected string? Required => Optional ? null : "true";

    /// <summary>Attributes for the input itself.</summary>
    protected IEnumerable<KeyValuePair<string, object>>? Rest =>
        AdditionalAttributes?.Where(a => a.Key is not ("id" or "name" or "class"));

    /// <summary>Additional CSS classes for the input itself.</summary>
    protected string Classes(string own) => Attribute("class") is { } more ? own + " " + more : own;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (EditContext is { } form)
        {
            FieldAnchors.Note(form, FieldIdentifier, InputId);
        }
    }

    private string? Attribute(string name) => AdditionalAttributes?.TryGetValue(name, out var value) == true ? value as string : null;
}

/// <summary>A labelled text input.</summary>
public abstract class TextFieldInput : FieldInput<string?>
{
    /// <inheritdoc/>
    protected override bool TryParseValueFromString(string? value, out string? result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        (result, validationErrorMessage) = (value, null);
        return true;
    }
}
