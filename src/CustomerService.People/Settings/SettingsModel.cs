using System.Globalization;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;

namespace CustomerService.People.Settings;

/// <summary>A setting in a form.</summary>
/// <param name="Label">As the form names it.</param>
/// <param name="Value">As it is stored; null for a secret that stays as it is.</param>
public sealed record SettingsField(SettingsKey Key, string Label, string? Value);

/// <summary>The model of a section's form: fills itself from what holds and says what was typed.</summary>
public abstract class SettingsModel
{
    /// <summary>Pictures that were chosen and are not stored yet, by hash.</summary>
    public IDictionary<string, byte[]> Pictures { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>The fields with what was typed, in the order of the form.</summary>
    public abstract IEnumerable<SettingsField> Fields { get; }

    /// <summary>A stored number in the reader's digits.</summary>
    protected static string Shown(string number) => Languages.Current == Language.Persian ? Digits.ToPersian(number) : number;

    /// <summary>A typed number as it is stored; what is none stays as it was typed.</summary>
    protected static string? Stored(string? typed) => InputParser.TryInteger(typed, out var number) ? number.ToString(CultureInfo.InvariantCulture) : typed;

    public abstract void Fill(SettingsView view);

    /// <summary>What was typed, by key.</summary>
    public IReadOnlyDictionary<string, string?> Values() => Fields.ToDictionary(f => f.Key.Name, f => f.Value, StringComparer.Ordinal);

    /// <summary>The pictures that the present values still refer to.</summary>
    public IReadOnlyList<byte[]> NewPictures() => [.. Fields.Where(f => f.Key.IsImage && f.Value is not null && Pictures.ContainsKey(f.Value)).Select(f => Pictures[f.Value!])];
}
