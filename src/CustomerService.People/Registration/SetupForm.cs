using System.ComponentModel.DataAnnotations;
using CustomerService.People.Accounts;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Registration;

public sealed class SetupForm
{
    /// <summary>Asked for where <see cref="SetupToken"/> has a value.</summary>
    [Longest(200)]
    public string? Token { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrganisationRequired))]
    [Longest(300)]
    [PrintableName]
    public string? OrganisationFa { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrganisationRequired))]
    [Longest(300)]
    [PrintableName]
    public string? OrganisationEn { get; set; }

    [OneName(nameof(FamilyName))]
    [Longest(100)]
    [PrintableName]
    public string? GivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? FamilyName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [Longest(256)]
    public string? UserName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [NewPassword(nameof(UserName), nameof(GivenName), nameof(FamilyName), nameof(OrganisationFa), nameof(OrganisationEn))]
    [Longest(256)]
    public string? Password { get; set; }
}
