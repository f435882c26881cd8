namespace CustomerService.Platform.Localization;

/// <summary>A configured text in both languages.</summary>
public sealed class TextOption
{
    public string Fa { get; set; } = "";

    public string En { get; set; } = "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Fa) && string.IsNullOrWhiteSpace(En);

    public LocalText ToText() => new(TextNormalizer.Canonical(Fa), TextNormalizer.Canonical(En));
}
