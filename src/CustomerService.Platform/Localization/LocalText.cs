namespace CustomerService.Platform.Localization;

/// <summary>One text in both languages.</summary>
public sealed record LocalText(string Fa, string En)
{
    /// <summary>No text, where one is optional.</summary>
    public static LocalText Empty { get; } = new("", "");

    /// <summary>The text in a language; where that one is empty, the other language's, so that nobody sees a blank.</summary>
    public string In(Language language)
    {
        var (wanted, other) = language == Language.Persian ? (Fa, En) : (En, Fa);
        return string.IsNullOrWhiteSpace(wanted) ? other : wanted;
    }
}
