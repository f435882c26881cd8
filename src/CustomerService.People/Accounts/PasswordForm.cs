using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Accounts;

public sealed class PasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.CurrentPasswordRequired))]
    [Longest(256)]
    public string? Current { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NextPasswordRequired))]
    [NewPassword]
    [Longest(256)]
    public string? Next { get; set; }
}
