using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.Ui.Controls;

/// <summary>The element ids of a form's fields, in page order.</summary>
internal static class FieldAnchors
{
    private static readonly object Key = new();

    public static List<(FieldIdentifier Field, string InputId)> Of(EditContext form)
    {
        if (form.Properties.TryGetValue(Key, out var kept) && kept is List<(FieldIdentifier, string)> known)
        {
            return known;
        }

        var anchors = new List<(FieldIdentifier, string)>();
        form.Properties[Key] = anchors;
        return anchors;
    }

    public static void Note(EditContext form, FieldIdentifier field, string inputId)
    {
        var known = Of(form);
        if (!known.Exists(a => a.Field.Equals(field)))
        {
            known.Add((field, inputId));
        }
    }
}

/// <summary>Shows a use case's refusal at the field it concerns.</summary>
public static class FieldRefusals
{
    private static readonly object Key = new();

    /// <summary>Shows the message at the field and in the form's summary, until the next validation.</summary>
    /// <param name="field">Name of the model property.</param>
    public static void Refuse(this EditContext form, string field, string message)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!form.Properties.TryGetValue(Key, out var kept) || kept is not ValidationMessageStore store)
        {
            store = new ValidationMessageStore(form);
            form.Properties[Key] = store;
            form.OnValidationRequested += (_, _) =>
            {
                store.Clear();
                form.NotifyValidationStateChanged();
            };
        }

        store.Add(form.Field(field), message);
        form.NotifyValidationStateChanged();
    }
}
