using System.ComponentModel.DataAnnotations;
using CustomerService.People.Accounts;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Recovery;

public sealed class ForgotPasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [Longest(256)]
    public string? UserName { get; set; }
}

public sealed class ChoosePasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NextPasswordRequired))]
    [NewPassword]
    [Longest(256)]
    public string? Password { get; set; }
}
