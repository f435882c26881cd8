using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Accounts;

public sealed class SignInForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [Longest(256)]
    public string? UserName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [Longest(256)]
    public string? Password { get; set; }

    public bool Remember { get; set; }
}
