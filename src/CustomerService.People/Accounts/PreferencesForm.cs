using System.ComponentModel.DataAnnotations;

namespace CustomerService.People.Accounts;

public sealed class PreferencesForm
{
    public string Language { get; set; } = "fa";

    /// <summary>Empty: the language's default.</summary>
    public string? Calendar { get; set; }

    public string? Digits { get; set; }

    [StringLength(100)]
    public string? LatinGivenName { get; set; }

    [StringLength(100)]
    public string? LatinFamilyName { get; set; }
}
