using System.ComponentModel.DataAnnotations;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Accounts;

/// <summary>A new account for an existing person.</summary>
public sealed class OpenAccountForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OfficeUserNameRequired))]
    [UserNameShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PeopleUserNameRefused))]
    [Longest(UserNames.Longest)]
    public string? UserName { get; set; }
}
