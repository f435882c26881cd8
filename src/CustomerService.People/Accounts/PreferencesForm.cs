using CustomerService.People.Shared;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Accounts;

public sealed class PreferencesForm
{
    [Longest(10)]
    public string Language { get; set; } = "fa";

    /// <summary>Empty: the language's default.</summary>
    [Longest(20)]
    public string? Calendar { get; set; }

    [Longest(20)]
    public string? Digits { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinGivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinFamilyName { get; set; }

    /// <summary>Of the values that the form was filled with.</summary>
    [Longest(100)]
    public string? Version { get; set; }
}
