namespace CustomerService.Ui.Forms;

/// <summary>A field of a form whose stored value is no longer the one it was filled with.</summary>
public sealed record ChangedField(string Label, string? Typed, string? Stored)
{
    /// <summary>The fields where typed and stored values differ; a missing value equals an empty one.</summary>
    public static IReadOnlyList<ChangedField> Among(params IEnumerable<ChangedField> fields) =>
        [.. fields.Where(field => !string.Equals(field.Typed?.Trim() ?? "", field.Stored?.Trim() ?? "", StringComparison.Ordinal))];
}
