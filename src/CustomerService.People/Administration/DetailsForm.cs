using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Administration;

/// <summary>Name and contact details.</summary>
public class DetailsForm
{
    [OneName(nameof(FamilyName))]
    [Longest(100)]
    [PrintableName]
    public string? GivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? FamilyName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinGivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinFamilyName { get; set; }

    [EmailShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.EmailInvalid))]
    [Longest(256)]
    public string? Email { get; set; }

    [MobileShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.MobileInvalid))]
    [Longest(40)]
    public string? Mobile { get; set; }

    /// <summary>Asked of whoever changes their own contacts.</summary>
    [Longest(256)]
    public string? PresentPassword { get; set; }

    /// <summary>Offered where somebody else has the contact unproven.</summary>
    public bool TakesContactOver { get; set; }

    /// <summary>Of the values that the form was filled with.</summary>
    [Longest(100)]
    public string? Version { get; set; }

    public PersonName Name => new(GivenName ?? "", FamilyName ?? "", LatinGivenName, LatinFamilyName);

    /// <summary>In storage form; null if empty.</summary>
    public string? StoredEmail => InputParser.TryEmail(Email, out var email) ? email : null;

    /// <inheritdoc cref="StoredEmail"/>
    public string? StoredMobile => InputParser.TryMobile(Mobile, out var mobile) ? mobile : null;
}
