using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;
using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.People.Settings;

/// <summary>A section while somebody changes it: kept while other sections are looked at.</summary>
public sealed class SettingsDraft
{
    public SettingsDraft(SettingsEntry entry, SettingsView view)
    {
        Entry = entry;
        Fill(view);
    }

    public SettingsEntry Entry { get; }

    /// <summary>What holds, as the form was filled with it.</summary>
    public SettingsView View { get; private set; } = default!;

    public SettingsModel Model { get; private set; } = default!;

    public EditContext Form { get; private set; } = default!;

    /// <summary>Whether something was typed that is not saved.</summary>
    public bool IsChanged => Differences.Count > 0;

    /// <summary>Fields where typed and stored values differ.</summary>
    public IReadOnlyList<ChangedField> Differences => [.. Model.Fields
        .Where(f => f.Key.IsSecret ? !string.IsNullOrEmpty(f.Value) : Held(f.Key, f.Value) != Held(f.Key, View[f.Key]))
        .Select(f => new ChangedField(f.Label, f.Key.IsSecret ? null : f.Value, f.Key.IsSecret ? null : View[f.Key]))];

    /// <summary>Begins again from what holds.</summary>
    public void Fill(SettingsView view)
    {
        View = view;
        Model = Entry.NewModel();
        Model.Fill(view);
        Form = new EditContext(Model);
    }

    /// <summary>Somebody else saved meanwhile: what was typed stays, and the next save replaces theirs.</summary>
    public void Rebase(SettingsView view) => View = view;

    /// <summary>An empty field means the default.</summary>
    private static string Held(SettingsKey key, string? value) => string.IsNullOrWhiteSpace(value) ? key.Default : value.Trim();
}
