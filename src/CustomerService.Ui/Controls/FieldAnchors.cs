using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.Ui.Controls;

/// <summary>Where on the page the fields of a form are, in the page's order.</summary>
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

/// <summary>What a use case refuses, said at the field it is about.</summary>
public static class FieldRefusals
{
    private static readonly object Key = new();

    /// <summary>Shows the message at the field and in the form's summary, until the form is checked again.</summary>
    /// <param name="field">Name of the model's property.</param>
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
