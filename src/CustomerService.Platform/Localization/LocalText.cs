namespace CustomerService.Platform.Localization;

/// <summary>One text in both languages.</summary>
public sealed record LocalText(string Fa, string En)
{
    /// <summary>Empty, for optional texts.</summary>
    public static LocalText Empty { get; } = new("", "");

    /// <summary>The text in a language; falls back to the other language if empty.</summary>
    public string In(Language language) => Written(language).Text;

    /// <summary>The text in a language, or in the other one if empty, with the language that it is written in.</summary>
    public (string Text, Language Language) Written(Language language)
    {
        var (wanted, other) = language == Language.Persian ? (Fa, En) : (En, Fa);
        return string.IsNullOrWhiteSpace(wanted) && !string.IsNullOrWhiteSpace(other) ? (other, language.Other()) : (wanted, language);
    }
}
